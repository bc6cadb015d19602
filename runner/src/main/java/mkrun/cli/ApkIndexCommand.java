package mkrun.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mkrun.alpine.AlpineException;
import mkrun.alpine.ArchitectureNames;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.index.IndexWriter;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.alpine.sign.Signer;
import mkrun.target.AtomicFile;
import mkrun.target.Content;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mkrun apk index}: a folder of packages becomes a repository. */
@Command(
        name = "index",
        description = {
            "Write a signed APKINDEX.tar.gz into each architecture's folder of a repository.",
            "Packages of the folder noarch are copied into every other one, as repositories have them."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ApkIndexCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "The repository: a folder with a folder for each architecture.")
    private Path folder = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "Private key that signs the indexes.")
    private Path key = Path.of("");

    @Option(
            names = "--arch",
            split = ",",
            paramLabel = "ARCH",
            description = "Architectures to have an index for, beside those that have a folder.")
    private List<String> archs = new ArrayList<>();

    @Option(
            names = "--description",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "A word about the repository's state, such as a version.")
    private String description = "";

    ApkIndexCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try {
            Signer signer = KeyPairFiles.signer(key, Signer.Algorithm.RSA);
            List<Path> folders = folders();
            if (folders.isEmpty()) {
                return console.fail(
                        ExitCode.FAILED,
                        folder + ": has no folder of an architecture (x86_64, aarch64 …) with packages in it;"
                                + " name one with --arch for packages that fit any");
            }
            for (Path one : folders) {
                index(one, signer);
            }
            return ExitCode.OK.code();
        } catch (AlpineException e) {
            return console.fail(ExitCode.FAILED, e.getMessage());
        }
    }

    private List<Path> folders() throws IOException, AlpineException {
        archs.forEach(ArchitectureWords::require);
        for (String arch : archs) {
            Files.createDirectories(folder.resolve(arch));
        }
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isDirectory)) {
            all.forEach(folders::add);
        }
        for (Path one : List.copyOf(folders)) {
            if (!isOfAnArchitecture(one)) {
                folders.remove(one);
            }
        }
        folders.sort(Comparator.naturalOrder());
        for (Path one : folders) {
            for (Path file : packages(folder.resolve(ArchitectureNames.ANY))) {
                AtomicFile.write(one.resolve(file.getFileName()), Content.of(Files.readAllBytes(file)));
            }
        }
        return folders;
    }

    /** Folders of something else may be beside them, such as keys; packages in such a one would be found by nobody. */
    private static boolean isOfAnArchitecture(Path folder) throws IOException, AlpineException {
        String name = folder.getFileName().toString();
        Optional<String> problem = ArchitectureNames.problem(name);
        if (problem.isPresent()
                && !name.equals(ArchitectureNames.ANY)
                && !packages(folder).isEmpty()) {
            throw new AlpineException(folder + ": has packages, and " + problem.get());
        }
        return problem.isEmpty();
    }

    private void index(Path arch, Signer signer) throws IOException, AlpineException {
        String name = arch.getFileName().toString();
        List<PackageRecord> records = new ArrayList<>();
        for (Path file : packages(arch)) {
            ApkFile read = ApkFile.read(Files.readAllBytes(file), file.toString());
            PackageRecord record = read.toRecord();
            if (!file.getFileName().toString().equals(record.id() + ".apk")) {
                throw new AlpineException(file + ": is " + record.id() + ", so its name must be " + record.id()
                        + ".apk, where apk looks for it");
            }
            requireFits(file, record, name);
            read.entries(); // what is damaged does not get into an index
            records.add(record);
        }
        long time = records.stream().mapToLong(PackageRecord::buildTime).max().orElse(0);
        Path index = arch.resolve("APKINDEX.tar.gz");
        AtomicFile.write(index, Content.of(IndexWriter.write(records, name, description, time, signer)));
        console.out().println(index + "  " + records.size() + " packages");
    }

    /** The index says of all its packages that they are for its architecture, and they would be installed as that. */
    private static void requireFits(Path file, PackageRecord record, String arch) throws AlpineException {
        if (!record.arch().isEmpty()
                && !record.arch().equals(ArchitectureNames.ANY)
                && !record.arch().equals(arch)) {
            throw new AlpineException(file + ": is for " + record.arch() + ", and this folder for " + arch
                    + "; move it to the folder " + record.arch() + ", or remove it");
        }
    }

    private static List<Path> packages(Path folder) throws IOException {
        List<Path> packages = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.apk")) {
                files.forEach(packages::add);
            }
        }
        packages.sort(Comparator.naturalOrder());
        return packages;
    }
}
