package mkrun.playbook;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the classes of one script, so that a class on the stack tells which file it came from. */
final class ScriptClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String NAME_PREFIX = "script:";

    private final Map<String, byte[]> classes;

    ScriptClassLoader(SourceText source, Map<String, byte[]> classes) {
        super(NAME_PREFIX + source.name(), ScriptClassLoader.class.getClassLoader());
        this.classes = Map.copyOf(classes);
    }

    /** The script's file by the name of a class loader, as stack frames tell it; empty for any other loader. */
    static Optional<String> scriptOf(@Nullable String loaderName) {
        return Optional.ofNullable(loaderName)
                .filter(name -> name.startsWith(NAME_PREFIX))
                .map(name -> name.substring(NAME_PREFIX.length()));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!classes.containsKey(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
