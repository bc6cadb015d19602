package mkrun.alpine.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.alpine.AlpineException;
import mkrun.alpine.ApkVersion;
import mkrun.alpine.ArchitectureNames;
import mkrun.alpine.Dependency;
import mkrun.alpine.FileNames;
import mkrun.alpine.PkgInfo;
import mkrun.alpine.Provide;
import mkrun.alpine.ScriptType;
import mkrun.alpine.apk.ApkEntry;
import mkrun.alpine.apk.ApkWriter;
import mkrun.alpine.sign.Signer;
import mkrun.target.Content;
import mkrun.target.FileFault;

/**
 * A package described by a {@code package.yaml} and the folder {@code root} beside it. docs/own-packages.md has an example
 * with every key.
 *
 * @param info what the package says about itself
 * @param scripts its scripts
 * @param entries its files, each after the directory it is in
 */
public record PackageSpec(PkgInfo info, Map<ScriptType, Content> scripts, List<ApkEntry> entries) {
    private static final String FILE = "package.yaml";

    public PackageSpec {
        scripts = Map.copyOf(scripts);
        entries = List.copyOf(entries);
    }

    /**
     * Reads a description.
     *
     * @param place the {@code package.yaml}, under whatever name, or the folder it is in
     * @param arch architecture to build for where the description says none
     * @param time build time and time of all files, seconds since 1970
     * @throws AlpineException naming file and line of what cannot be understood, or the file that cannot be read
     */
    public static PackageSpec read(Path place, String arch, long time) throws AlpineException {
        Path file = Files.isDirectory(place) ? place.resolve(FILE) : place;
        if (!Files.isRegularFile(file)) {
            throw new AlpineException(file + ": there is no such file; a package is described by a " + FILE
                    + ", or by a folder with one");
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            SpecNode root = SpecNode.parse(Files.readString(file), file);
            root.allow("package", "files", "scripts", "service");
            SpecNode about = root.mapping("package").orElseThrow(() -> root.problem("", "'package' is missing"));
            PkgInfo info = info(about, arch, time);
            PackageFiles files = new PackageFiles(folder, time);
            files.addTree(folder.resolve("root"));
            if (root.mapping("service").isPresent()) {
                files.addService(root.mapping("service").get(), info.name());
            }
            for (SpecNode one : root.mappings("files")) {
                files.change(one);
            }
            return new PackageSpec(info, scripts(root, folder), files.entries());
        } catch (IOException e) {
            throw new AlpineException(file + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    /** The bytes of the package. */
    public byte[] pack(Signer signer) throws AlpineException {
        return ApkWriter.write(info, scripts, entries, signer);
    }

    private static PkgInfo info(SpecNode about, String arch, long time) throws AlpineException {
        about.allow(
                "name",
                "version",
                "description",
                "url",
                "license",
                "arch",
                "origin",
                "maintainer",
                "depends",
                "provides",
                "replaces",
                "install-if",
                "provider-priority",
                "replaces-priority",
                "triggers");
        String name = about.required("name");
        String version = about.required("version");
        if (!FileNames.isSafe(name) || name.matches(".*[<>=~!@\\s].*")) {
            throw about.problem("name", "'" + name + "' is no name of a package");
        }
        if (!ApkVersion.isValid(version) || !version.matches(".*-r\\d+")) {
            throw about.problem("version", "'" + version + "' is no version, format is 1.2.3-r0");
        }
        String builtFor = about.text("arch", arch);
        if (!builtFor.equals(ArchitectureNames.ANY)) {
            Optional<String> problem = ArchitectureNames.problem(builtFor);
            if (problem.isPresent()) {
                throw about.problem("arch", problem.get());
            }
        }
        return new PkgInfo(
                name,
                version,
                builtFor,
                0,
                about.text("description", name),
                about.text("url", ""),
                about.text("license", ""),
                about.text("origin", name),
                about.text("maintainer", ""),
                "mkrun",
                time,
                "",
                about.number("provider-priority", 10, 0),
                dependencies(about, "depends"),
                provides(about),
                dependencies(about, "install-if"),
                dependencies(about, "replaces"),
                about.number("replaces-priority", 10, 0),
                about.texts("triggers"),
                "");
    }

    private static List<Dependency> dependencies(SpecNode about, String key) throws AlpineException {
        List<Dependency> list = new ArrayList<>();
        for (String text : about.texts(key)) {
            try {
                list.add(Dependency.parse(text));
            } catch (AlpineException e) {
                throw about.problem(key, e.getMessage());
            }
        }
        return list;
    }

    private static List<Provide> provides(SpecNode about) throws AlpineException {
        try {
            return Provide.parseList(String.join(" ", about.texts("provides")));
        } catch (AlpineException e) {
            throw about.problem("provides", e.getMessage());
        }
    }

    /** Scripts by type; a text of one line is the name of a file, a longer one the script itself. */
    private static Map<ScriptType, Content> scripts(SpecNode root, Path folder) throws AlpineException, IOException {
        Map<ScriptType, Content> scripts = new EnumMap<>(ScriptType.class);
        if (root.mapping("scripts").isEmpty()) {
            return scripts;
        }
        SpecNode given = root.mapping("scripts").get();
        for (String key : given.keys()) {
            ScriptType type = null;
            for (ScriptType one : ScriptType.values()) {
                type = one.toString().equals(key) ? one : type;
            }
            if (type == null) {
                throw given.problem(key, "'" + key + "' is no type of script: post-install, pre-upgrade, trigger …");
            }
            String text = given.required(key);
            Content script = text.contains("\n") ? Content.text(text) : file(folder, text, given, key);
            if (!script.asText().orElse("").startsWith("#!")) {
                throw given.problem(key, "a script begins with #! and its interpreter, as #!/bin/sh");
            }
            scripts.put(type, script);
        }
        return scripts;
    }

    private static Content file(Path folder, String name, SpecNode given, String key)
            throws AlpineException, IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw given.problem(key, "there is no file " + name + " beside the description");
        }
        return Content.of(Files.readAllBytes(file));
    }
}
