package mkrun.playbook;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mkrun.op.Debug;
import mkrun.op.rootfs.DirectoryPresent;
import mkrun.op.rootfs.FileAbsent;
import mkrun.op.rootfs.FilePresent;
import mkrun.op.rootfs.GroupPresent;
import mkrun.op.rootfs.InittabEntry;
import mkrun.op.rootfs.LineInFile;
import mkrun.op.rootfs.PackageScript;
import mkrun.op.rootfs.PackagesInstalled;
import mkrun.op.rootfs.RcConf;
import mkrun.op.rootfs.ServiceEnabled;
import mkrun.op.rootfs.SymlinkPresent;
import mkrun.op.rootfs.UserPresent;
import mkrun.target.Content;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Operation;

/**
 * What goes into an image: the words of a role's {@code tasks/rootfs.groovy}, and of an image block beside its own.
 * Tasks run in the order in which they are written; the packages of all of them are installed first.
 */
@Block("an image's tasks")
public class RootfsScope {
    private final RootfsPlace place;
    private String taskName = "";

    RootfsScope(RootfsPlace place) {
        this.place = place;
    }

    /** The variables of the role or image. */
    @Word("vars.string('name')")
    public Variables getVars() {
        return place.vars();
    }

    /** The architecture that the image is being made for: {@code amd64}, {@code arm64} or {@code arm}. */
    @Word("architecture")
    public String getArchitecture() {
        return place.architecture().ociName();
    }

    /** Gives the words in the block a name in reports. */
    public void task(String name, Consumer<? super RootfsScope> block) {
        RootfsScope named = new RootfsScope(place);
        named.taskName = name;
        place.evaluation().guarded(() -> block.accept(named));
    }

    /** Gives the words in the block a name in reports. */
    @Word("task('name') { ... }")
    public void task(
            String name, @DelegatesTo(value = RootfsScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
        task(name, Blocks.bind(block));
    }

    /** Installs packages, each as in {@code apk add}: a name, or a name with a version ({@code openssh>=9.7}). */
    @Word("packages 'openssh', 'openrc'")
    public void packages(String... names) {
        wanted("packages " + String.join(", ", names), () -> new PackagesInstalled(List.of(names)));
    }

    /** Installs packages, if there are any. */
    public void packages(List<String> names) {
        if (!names.isEmpty()) {
            packages(names.toArray(String[]::new));
        }
    }

    /**
     * A file with the given content, or with that of a file in {@code files/}; with {@code present: false}, no file.
     *
     * @param path absolute
     */
    @Word("file '/etc/motd', content: 'hello', mode: '0644'")
    public void file(
            @NamedParams({
                        @NamedParam(value = "content", type = CharSequence.class),
                        @NamedParam(value = "source", type = CharSequence.class),
                        @NamedParam("mode"),
                        @NamedParam(value = "owner", type = CharSequence.class),
                        @NamedParam(value = "group", type = CharSequence.class),
                        @NamedParam(value = "present", type = Boolean.class)
                    })
                    Map<String, ?> options,
            String path) {
        wanted("file " + path, () -> {
            Options given = new Options("file", options, "content", "source", "mode", "owner", "group", "present");
            return given.flag("present", true) ? fileOf(path, fileContent(path, given), given) : new FileAbsent(path);
        });
    }

    private Content fileContent(String path, Options options) {
        if (options.has("content") == options.has("source")) {
            throw LoadProblem.here(
                    "file '" + path + "' needs either content or source",
                    "write content: 'text', or source: 'name' for a file in files/",
                    "file");
        }
        return options.has("content")
                ? Content.text(options.text("content", ""))
                : place.file(options.text("source", ""));
    }

    private static FilePresent fileOf(String path, Content content, Options options) {
        return new FilePresent(
                path,
                content,
                options.mode("mode", 0644),
                options.text("owner", "root"),
                options.text("group", "root"));
    }

    /**
     * A file made of a template in {@code templates/}, with the variables of this place.
     *
     * @param path absolute
     */
    @Word("template '/etc/ssh/sshd_config', source: 'sshd_config', mode: '0600'")
    public void template(
            @NamedParams({
                        @NamedParam(value = "source", type = CharSequence.class, required = true),
                        @NamedParam("mode"),
                        @NamedParam(value = "owner", type = CharSequence.class),
                        @NamedParam(value = "group", type = CharSequence.class)
                    })
                    Map<String, ?> options,
            String path) {
        wanted("template " + path, () -> {
            Options given = new Options("template", options, "source", "mode", "owner", "group");
            return fileOf(path, Content.text(place.template(given.text("source", ""))), given);
        });
    }

    /** A directory, 0755 and root's unless said otherwise; missing parents are made. */
    @Word("directory '/srv/www', mode: '0755', owner: 'www'")
    public void directory(
            @NamedParams({
                        @NamedParam("mode"),
                        @NamedParam(value = "owner", type = CharSequence.class),
                        @NamedParam(value = "group", type = CharSequence.class)
                    })
                    Map<String, ?> options,
            String path) {
        wanted("directory " + path, () -> {
            Options given = new Options("directory", options, "mode", "owner", "group");
            return new DirectoryPresent(
                    path, given.mode("mode", 0755), given.text("owner", "root"), given.text("group", "root"));
        });
    }

    /** A directory, 0755 and root's. */
    public void directory(String path) {
        directory(Map.of(), path);
    }

    /** A symbolic link. */
    @Word("symlink '/etc/localtime', to: '/usr/share/zoneinfo/UTC'")
    public void symlink(
            @NamedParams(@NamedParam(value = "to", type = CharSequence.class, required = true)) Map<String, ?> options,
            String path) {
        wanted("symlink " + path, () -> new SymlinkPresent(path, new Options("symlink", options, "to").text("to", "")));
    }

    /**
     * One line of a text file: replaces the last line that the expression finds, or is appended; with {@code present:
     * false}, no such line.
     */
    @Word("lineInFile '/etc/profile', line: 'umask 027', regexp: '^umask'")
    public void lineInFile(
            @NamedParams({
                        @NamedParam(value = "line", type = CharSequence.class),
                        @NamedParam(value = "regexp", type = CharSequence.class),
                        @NamedParam(value = "present", type = Boolean.class),
                        @NamedParam(value = "create", type = Boolean.class)
                    })
                    Map<String, ?> options,
            String path) {
        wanted("lineInFile " + path, () -> {
            Options given = new Options("lineInFile", options, "line", "regexp", "present", "create");
            return new LineInFile(
                    path,
                    given.text("line", ""),
                    given.text("regexp", ""),
                    given.flag("present", true),
                    given.flag("create", false));
        });
    }

    /** A group, its number chosen as {@code addgroup} does unless given. */
    @Word("group 'www', gid: 82, system: true")
    public void group(
            @NamedParams({
                        @NamedParam(value = "gid", type = Integer.class),
                        @NamedParam(value = "system", type = Boolean.class)
                    })
                    Map<String, ?> options,
            String name) {
        wanted("group " + name, () -> {
            Options given = new Options("group", options, "gid", "system");
            return new GroupPresent(name, given.number("gid"), given.flag("system", false));
        });
    }

    /** A group. */
    public void group(String name) {
        group(Map.of(), name);
    }

    /** A user without a password, its number chosen as {@code adduser} does unless given. */
    @Word("user 'www', group: 'www', home: '/srv/www', shell: '/sbin/nologin', system: true")
    public void user(
            @NamedParams({
                        @NamedParam(value = "uid", type = Integer.class),
                        @NamedParam(value = "group", type = CharSequence.class),
                        @NamedParam(value = "home", type = CharSequence.class),
                        @NamedParam(value = "shell", type = CharSequence.class),
                        @NamedParam(value = "gecos", type = CharSequence.class),
                        @NamedParam(value = "system", type = Boolean.class),
                        @NamedParam("groups")
                    })
                    Map<String, ?> options,
            String name) {
        wanted("user " + name, () -> {
            Options given = new Options("user", options, "uid", "group", "home", "shell", "gecos", "system", "groups");
            return new UserPresent(
                    name,
                    given.number("uid"),
                    given.text("group", ""),
                    given.text("home", ""),
                    given.text("shell", ""),
                    given.text("gecos", ""),
                    given.flag("system", false),
                    given.texts("groups"));
        });
    }

    /** A user. */
    public void user(String name) {
        user(Map.of(), name);
    }

    /** An OpenRC service, started with a runlevel ({@code default} unless said otherwise), or not started with it. */
    @Word("service 'sshd', runlevel: 'default', enabled: true")
    public void service(
            @NamedParams({
                        @NamedParam(value = "runlevel", type = CharSequence.class),
                        @NamedParam(value = "enabled", type = Boolean.class)
                    })
                    Map<String, ?> options,
            String name) {
        wanted("service " + name, () -> {
            Options given = new Options("service", options, "runlevel", "enabled");
            return new ServiceEnabled(name, given.text("runlevel", "default"), given.flag("enabled", true));
        });
    }

    /** An OpenRC service, started with the runlevel {@code default}. */
    public void service(String name) {
        service(Map.of(), name);
    }

    /** Settings of OpenRC in {@code /etc/rc.conf}. */
    @Word("rcConf rc_sys: 'docker', rc_parallel: 'NO'")
    public void rcConf(Map<String, ?> settings) {
        wanted("rcConf", () -> new RcConf(texts(settings), List.of()));
    }

    /** Settings of OpenRC in {@code /etc/rc.conf}, and further lines of shell. */
    public void rcConf(Map<String, ?> settings, String... lines) {
        wanted("rcConf", () -> new RcConf(texts(settings), List.of(lines)));
    }

    /** An entry of {@code /etc/inittab}; with {@code present: false}, those that agree with it are commented out. */
    @Word("inittab action: 'respawn', process: '/sbin/getty 38400 tty1', present: false")
    public void inittab(
            @NamedParams({
                        @NamedParam(value = "id", type = CharSequence.class),
                        @NamedParam(value = "runlevels", type = CharSequence.class),
                        @NamedParam(value = "action", type = CharSequence.class),
                        @NamedParam(value = "process", type = CharSequence.class),
                        @NamedParam(value = "present", type = Boolean.class)
                    })
                    Map<String, ?> options) {
        String id = options.containsKey("id") ? " " + options.get("id") : "";
        wanted("inittab" + id, () -> {
            Options given = new Options("inittab", options, "id", "runlevels", "action", "process", "present");
            return new InittabEntry(
                    given.text("id", ""),
                    given.text("runlevels", ""),
                    given.text("action", ""),
                    given.text("process", ""),
                    given.flag("present", true));
        });
    }

    /**
     * Leaves out a script of a package, knowing what that means: the image will lack what it does.
     *
     * @param script the package's name and the script's type, {@code ca-certificates.trigger}
     * @param options {@code because}, the reason, for the ledger that is written beside the image
     */
    @Word("skipScript 'ca-certificates.trigger', because: 'the bundle is enough'")
    public void skipScript(
            @NamedParams(@NamedParam(value = "because", type = CharSequence.class)) Map<String, ?> options,
            String script) {
        wanted("skipScript " + script, () -> {
            Options given = new Options("skipScript", options, "because");
            return new PackageScript(script, Optional.empty(), given.text("because", ""));
        });
    }

    /**
     * Does something else in the place of a script of a package, at its moment of the installation.
     *
     * @param script the package's name and the script's type, {@code fontconfig.trigger}
     * @param options {@code with}, the lines of shell that are replayed instead; {@code because}, the reason, for the
     *     ledger that is written beside the image
     */
    @Word("replaceScript 'fontconfig.trigger', with: 'mkdir -p /var/cache/fontconfig', because: 'made at first start'")
    public void replaceScript(
            @NamedParams({
                        @NamedParam(value = "with", type = CharSequence.class, required = true),
                        @NamedParam(value = "because", type = CharSequence.class)
                    })
                    Map<String, ?> options,
            String script) {
        wanted("replaceScript " + script, () -> {
            Options given = new Options("replaceScript", options, "with", "because");
            return new PackageScript(script, Optional.of(given.text("with", "")), given.text("because", ""));
        });
    }

    /** Says something when the image is built. */
    @Word("debug 'text'")
    public void debug(String message) {
        wanted("debug", () -> new Debug(message));
    }

    /** Any operation on a root file system, for Java and for operations of one's own. */
    @Word("operation new MyOperation(...)")
    public void operation(Operation<? super RootfsProbe, ?> operation) {
        wanted(operation.type(), () -> operation);
    }

    private void wanted(String name, Supplier<Operation<?, ?>> operation) {
        place.evaluation().attempt(operation).ifPresent(op -> place.sink()
                .add(
                        place.role(),
                        taskName.isEmpty() ? name : taskName,
                        Positions.here(),
                        op,
                        TaskSink.Around.NOTHING));
    }

    private static Map<String, String> texts(Map<String, ?> settings) {
        Options given = new Options("rcConf", settings, settings.keySet().toArray(String[]::new));
        Map<String, String> texts = new LinkedHashMap<>();
        settings.keySet().forEach(name -> texts.put(name, given.text(name, "")));
        return texts;
    }

    RootfsPlace place() {
        return place;
    }
}
