package mkrun.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.Table;
import mkrun.lab.script.TableRow;

/** The menu {@code /file}: what the disk has, without hidden files and without the insides of containers. */
final class FileMenu {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    /** Contents that the console shows and takes at most. */
    private static final int MOST_CONTENTS = 60_000;

    private static final String SCRIPT = ".rsc";

    private final RouterState state;
    private final RouterFiles files;
    private final Map<String, String> ids = new HashMap<>();

    FileMenu(RouterState state, RouterFiles files) {
        this.state = state;
        this.files = files;
    }

    void register(Interpreter interpreter) {
        state.table("/file").beforeRead(this::refresh);
        interpreter.on("/file", "add", this::add);
        interpreter.on("/file", "set", this::set);
        interpreter.on("/file", "remove", this::remove);
    }

    private void refresh(Table table) {
        List<TableRow> rows = new ArrayList<>();
        try {
            Files.walkFileTree(files.root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    String name = files.name(dir);
                    if (name.isEmpty()) {
                        return FileVisitResult.CONTINUE;
                    }
                    if (hidden(dir)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    boolean store = store(name);
                    rows.add(row(name, store ? "container store" : directoryType(name), attributes));
                    return store ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!hidden(file)) {
                        rows.add(row(files.name(file), fileType(file), attributes)
                                .set("size", "" + attributes.size()));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // removed while walking
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows.sort(Comparator.comparing(r -> r.text("name")));
        table.replaceAll(rows);
    }

    private TableRow row(String name, String type, BasicFileAttributes attributes) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("type", type);
        values.put(
                "last-modified",
                LocalDateTime.ofInstant(attributes.lastModifiedTime().toInstant(), ZoneOffset.UTC)
                        .format(TIME));
        String id = ids.computeIfAbsent(
                name, n -> "*" + Integer.toHexString(ids.size() + 1).toUpperCase(Locale.ROOT));
        TableRow row = new TableRow(id, values);
        contents(name, attributes).ifPresent(c -> row.set("contents", c));
        return row;
    }

    /** What a file holds that is a text; other bytes the tables of an emulated router cannot hold. */
    private Optional<String> contents(String name, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile() || attributes.size() > MOST_CONTENTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(files.root().resolve(name), StandardCharsets.UTF_8));
        } catch (IOException goneOrNoText) {
            return Optional.empty();
        }
    }

    private static boolean hidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private boolean store(String name) {
        return state.table("/container").rows().stream()
                .anyMatch(r -> RouterFiles.normal(r.text("root-dir")).equals(name));
    }

    private String directoryType(String name) {
        return files.mountPoint(name) ? "disk" : "directory";
    }

    private static String fileType(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        if (name.endsWith(".npk")) {
            return "package";
        }
        return dot <= 0 ? "file" : name.endsWith(SCRIPT) ? "script" : name.substring(dot) + " file";
    }

    private String add(CommandCall call) throws RouterError {
        if (call.argument("name").isEmpty()) {
            call.proceed(); // says what is missing
        }
        Path path = path(call.argument("name").orElse(""));
        if (Files.exists(path)) {
            throw RouterError.of("failure: file or directory already exists");
        }
        if (!Files.isDirectory(path.getParent())) {
            throw RouterError.of("failure: no such directory");
        }
        try {
            if (call.argument("type").orElse("").equals("directory")) {
                requireRoom(path);
                Files.createDirectory(path);
            } else {
                write(path, call.argument("contents").orElse(""));
            }
            return "";
        } catch (IOException e) {
            throw RouterError.of("failure: cannot create file");
        }
    }

    private String set(CommandCall call) throws RouterError {
        for (TableRow row : call.rows()) {
            Path path = path(row.text("name"));
            if (call.argument("type")
                    .filter(type -> type.equals("directory") != Files.isDirectory(path))
                    .isPresent()) {
                throw RouterError.of("failure: cannot change type");
            }
            try {
                if (call.argument("contents").isPresent()) {
                    write(path, call.argument("contents").get());
                }
                if (call.argument("name").isPresent()) {
                    rename(path, path(call.argument("name").get()));
                }
            } catch (IOException e) {
                throw RouterError.of("failure: cannot write file");
            }
        }
        return "";
    }

    private void write(Path path, String contents) throws IOException, RouterError {
        byte[] bytes = contents.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_CONTENTS) {
            throw RouterError.of("failure: contents too long");
        }
        store(path, bytes);
    }

    private void store(Path path, byte[] bytes) throws IOException, RouterError {
        if (!files.write(path, bytes)) {
            throw full();
        }
    }

    private void requireRoom(Path path) throws IOException, RouterError {
        if (!files.room(files.name(path)).take(0)) {
            throw full();
        }
    }

    private static RouterError full() {
        return RouterError.of("failure: no space left");
    }

    /** What a script file holds, one character a byte; empty if there is no such file. */
    Optional<String> script(String name) {
        Optional<Path> path = files.locate(name).filter(Files::isRegularFile);
        try {
            return path.isPresent()
                    ? Optional.of(Files.readString(path.get(), StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Writes an export; its name needs no extension. */
    void export(String name, String text) throws RouterError {
        Path path = path(name.endsWith(SCRIPT) ? name : name + SCRIPT);
        if (!Files.isDirectory(path.getParent())) {
            throw RouterError.of("failure: no such directory");
        }
        try {
            store(path, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw RouterError.of("failure: cannot write file");
        }
    }

    private void rename(Path from, Path to) throws IOException, RouterError {
        if (from.equals(to)) {
            return;
        }
        if (Files.exists(to)) {
            throw RouterError.of("failure: file or directory already exists");
        }
        if (files.mountPoint(files.name(from))
                || !files.slot(files.name(from)).equals(files.slot(files.name(to)))
                || !Files.isDirectory(to.getParent())) {
            throw RouterError.of("failure: cannot rename file");
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw RouterError.of("failure: cannot rename file");
        }
    }

    private String remove(CommandCall call) throws RouterError {
        for (TableRow row : call.rows()) {
            String name = row.text("name");
            if (files.mountPoint(name) || row.text("type").equals("container store")) {
                throw RouterError.of("failure: cannot remove " + row.text("type"));
            }
            try {
                RouterFiles.delete(path(name));
            } catch (IOException e) {
                throw RouterError.of("failure: cannot remove file");
            }
        }
        return "";
    }

    private Path path(String name) throws RouterError {
        return files.locate(name).orElseThrow(() -> RouterError.of("invalid value for argument name"));
    }
}
