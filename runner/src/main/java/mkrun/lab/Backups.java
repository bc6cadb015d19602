package mkrun.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.RouterError;

/** {@code /system/backup/save}: the configuration as the lab itself keeps it, in a file of the router. */
final class Backups {
    private final RouterFiles files;
    private final Path configuration;
    private final Runnable upToDate;

    /**
     * @param configuration the file with all of it
     * @param upToDate has the file brought up to date
     */
    Backups(RouterFiles files, Path configuration, Runnable upToDate) {
        this.files = files;
        this.configuration = configuration;
        this.upToDate = upToDate;
    }

    /** Unencrypted only, and under a name. */
    String save(CommandCall call) throws RouterError {
        if (!call.may().test("policy") || !call.may().test("test")) {
            throw RouterError.complete("Failed to save system configuration backup");
        }
        boolean plain = call.argument("dont-encrypt").orElse("no").equals("yes");
        if (!plain
                || call.argument("password").isPresent()
                || call.argument("encryption").isPresent()) {
            throw RouterError.of("failure: not supported");
        }
        Path file = files.locate(call.argument("name").orElse("") + ".backup")
                .filter(f -> call.argument("name").isPresent() && Files.isDirectory(f.getParent()))
                .orElseThrow(() -> RouterError.complete("invalid value for argument name"));
        upToDate.run();
        try {
            if (!files.write(file, Files.readAllBytes(configuration))) {
                throw RouterError.complete("Failed to save system configuration backup");
            }
        } catch (IOException e) {
            throw RouterError.complete("Failed to save system configuration backup");
        }
        return "Configuration backup saved\r\n";
    }
}
