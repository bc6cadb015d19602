package mkrun.alpine.lock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.alpine.AlpineException;
import mkrun.alpine.ApkVersion;
import mkrun.alpine.Dependency;
import mkrun.alpine.Digests;
import mkrun.alpine.FileNames;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.repository.RepositoryState;

/** Reads lock files, and takes nothing that {@link LockWriter} would not have written. */
final class LockReader {
    private static final String SHA256 = "[0-9a-f]{64}";

    private LockReader() {}

    static LockFile read(String text, String where) throws AlpineException {
        JsonValue root = JsonValue.read(text, where);
        Fields fields = new Fields(root, Set.of("format", "images"));
        if (!fields.text("format").equals(LockWriter.FORMAT)) {
            throw fields.get("format")
                    .wrong("this mkrun reads '" + LockWriter.FORMAT + "', and the file is '" + fields.text("format")
                            + "'");
        }
        List<LockedImage> images = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonValue value : fields.get("images").list()) {
            LockedImage image = image(value);
            if (!seen.add(image.image() + " " + image.arch())) {
                throw value.wrong("image '" + image.image() + "' is locked twice for " + image.arch());
            }
            images.add(image);
        }
        return new LockFile(images);
    }

    private static LockedImage image(JsonValue value) throws AlpineException {
        Fields fields = new Fields(value, Set.of("image", "arch", "world", "repositories", "keys", "packages"));
        List<Dependency> world = new ArrayList<>();
        for (JsonValue wish : fields.get("world").list()) {
            world.add(dependency(wish));
        }
        List<RepositoryState> repositories = new ArrayList<>();
        for (JsonValue repository : fields.get("repositories").list()) {
            repositories.add(repository(repository));
        }
        List<LockedKey> keys = new ArrayList<>();
        for (JsonValue key : fields.get("keys").list()) {
            Fields k = new Fields(key, Set.of("file", "sha256"));
            keys.add(new LockedKey(k.name("file"), k.matching("sha256", SHA256)));
        }
        return new LockedImage(
                fields.name("image"), fields.name("arch"), world, repositories, keys, packages(fields.get("packages")));
    }

    private static Dependency dependency(JsonValue wish) throws AlpineException {
        try {
            return Dependency.parseWish(wish.text());
        } catch (AlpineException e) {
            throw wish.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static RepositoryState repository(JsonValue value) throws AlpineException {
        Fields fields = new Fields(value, Set.of("line", "description", "sha256"));
        return new RepositoryState(
                fields.text("line"), fields.optional("description"), fields.optionalDigest("sha256"));
    }

    private static List<LockedPackage> packages(JsonValue list) throws AlpineException {
        List<LockedPackage> packages = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonValue value : list.list()) {
            LockedPackage locked = lockedPackage(value);
            if (!seen.add(locked.name())) {
                throw value.wrong("package '" + locked.name() + "' is there twice");
            }
            packages.add(locked);
        }
        return packages;
    }

    private static LockedPackage lockedPackage(JsonValue value) throws AlpineException {
        Fields fields = new Fields(
                value,
                Set.of(
                        "name",
                        "version",
                        "arch",
                        "checksum",
                        "sha256",
                        "size",
                        "datahash",
                        "installed",
                        "built",
                        "repository",
                        "key"));
        String version = fields.name("version");
        if (!ApkVersion.isValid(version)) {
            throw fields.get("version").wrong("'" + version + "' is not a version");
        }
        String repository = fields.text("repository");
        boolean isStandIn = repository.equals(PackageSource.EMBEDDED);
        return new LockedPackage(
                fields.name("name"),
                version,
                fields.optional("arch").isEmpty() ? "" : fields.name("arch"),
                checksum(fields.get("checksum")),
                isStandIn ? "" : fields.matching("sha256", SHA256),
                fields.get("size").number(),
                fields.optionalDigest("datahash"),
                fields.get("installed").number(),
                fields.get("built").number(),
                repository,
                isStandIn || fields.optional("key").isEmpty() ? "" : fields.name("key"));
    }

    private static String checksum(JsonValue value) throws AlpineException {
        try {
            return Digests.canonical(value.text());
        } catch (AlpineException e) {
            throw value.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** The fields of one object, by what they must be. */
    private static final class Fields {
        private final JsonValue owner;
        private final Map<String, JsonValue> values;

        Fields(JsonValue owner, Set<String> known) throws AlpineException {
            this.owner = owner;
            this.values = owner.object(known);
        }

        JsonValue get(String name) throws AlpineException {
            JsonValue value = values.get(name);
            if (value == null) {
                throw owner.wrong("the field '" + name + "' is missing");
            }
            return value;
        }

        String text(String name) throws AlpineException {
            return get(name).text();
        }

        String optional(String name) throws AlpineException {
            return values.containsKey(name) ? text(name) : "";
        }

        /** What may become part of a path. */
        String name(String name) throws AlpineException {
            if (!FileNames.isSafe(text(name))) {
                throw get(name).wrong("'" + text(name) + "' cannot be the " + name + " of anything");
            }
            return text(name);
        }

        String matching(String name, String pattern) throws AlpineException {
            if (!text(name).matches(pattern)) {
                throw get(name).wrong("'" + text(name) + "' is no " + name);
            }
            return text(name);
        }

        String optionalDigest(String name) throws AlpineException {
            return optional(name).isEmpty() ? "" : matching(name, SHA256);
        }
    }
}
