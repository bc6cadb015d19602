package mkrun.op.router;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.routeros.CommandText;
import mkrun.routeros.Dialect;
import mkrun.routeros.Row;
import mkrun.target.Content;
import mkrun.target.TargetException;
import mkrun.target.routeros.FileUpload;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.Undo;

/**
 * Has a router trust the certificate of a registry while it pulls. A certificate that somebody else has made trusted will do;
 * one that is there and not trusted is theirs to judge.
 *
 * @param dialect what the router understands
 * @param rows of {@link #MENU}
 */
record TrustForPull(Dialect dialect, List<Row> rows) {
    static final String MENU = "/certificate";

    private static final String FINGERPRINT = "fingerprint";
    private static final String STORE = "trust-store";
    /** The service that pulls images, from 7.21 on; before, what is trusted is trusted for everything. */
    private static final String SERVICE = "container";

    static TrustForPull of(RouterProbe probe) throws TargetException {
        return new TrustForPull(probe.dialect(), probe.rows(MENU));
    }

    private Optional<Row> there(RegistryCa ca) {
        return rows.stream()
                .filter(row -> row.text(FINGERPRINT).replace(":", "").equalsIgnoreCase(ca.fingerprint()))
                .findFirst();
    }

    /** Takes away what mkrun itself has brought and not taken away again, as where the session was lost during a pull. */
    List<RouterCommand> leftOver() {
        return ours().map(row -> removal(row.text(FINGERPRINT)).always()).toList();
    }

    private Stream<Row> ours() {
        return rows.stream().filter(TrustForPull::ours);
    }

    /** An import puts a number behind the name it was asked for; the trust that follows takes that off. */
    private static boolean ours(Row row) {
        return row.text("name").startsWith(RegistryCa.NAMED);
    }

    /**
     * What has it trusted.
     *
     * @param directory of the router where the file can wait for its import
     * @throws TargetException if it is there and not trusted
     */
    List<RouterChange> before(RegistryCa ca, String directory) throws TargetException {
        Optional<Row> row = there(ca);
        if (row.isPresent() && !ours(row.get())) {
            if (trusted(row.get())) {
                return List.of();
            }
            throw new TargetException("the router has the registry's CA ("
                    + row.get().text("name") + ") and does not trust it for containers, and mkrun did not import it:"
                    + " have it trusted, or remove it");
        }
        List<RouterChange> changes = new ArrayList<>();
        ours().map(other -> other.text(FINGERPRINT))
                .filter(other -> !other.equalsIgnoreCase(ca.fingerprint()))
                .forEach(other -> changes.add(removal(other)));
        RouterCommand trust = new Wording(dialect, MENU).set(FINGERPRINT, ca.fingerprint(), trust(ca));
        Undo undo = new Undo.Steps(List.of(removal(ca.fingerprint())), Undo.Proof.STEPS);
        String file = directory + "/" + ca.name() + ".pem";
        if (row.isEmpty()) {
            changes.addAll(imported(ca, file, undo));
        }
        changes.add(trust.undoneBy(undo));
        changes.add(RouterCommand.removeFile(file).always());
        return changes;
    }

    private static List<RouterChange> imported(RegistryCa ca, String file, Undo undo) {
        CommandText text = CommandText.of(MENU, "import")
                .with("file-name", file)
                .with("name", ca.name())
                .with("passphrase", "")
                .plus(" as-value");
        return List.of(
                RouterCommand.removeFile(file),
                new FileUpload(Content.text(ca.pem()), file, ca.name()),
                new RouterCommand(MENU, text).undoneBy(undo));
    }

    /** What ends the trust that {@link #before} has made. */
    List<RouterChange> after(RegistryCa ca) {
        Optional<Row> row = there(ca);
        boolean theirs = row.isPresent() && !ours(row.get());
        return theirs ? List.of() : List.of(removal(ca.fingerprint()).always());
    }

    private Map<String, Object> trust(RegistryCa ca) {
        Map<String, Object> trust = new LinkedHashMap<>();
        trust.put("name", ca.name());
        trust.put("trusted", true);
        if (stores()) {
            trust.put(STORE, SERVICE);
        }
        return trust;
    }

    private boolean trusted(Row row) {
        return row.is("trusted")
                && (!stores() || Arrays.asList(row.text(STORE).split(",")).contains(SERVICE));
    }

    private boolean stores() {
        return dialect.fields(MENU).stream().anyMatch(f -> f.name().equals(STORE));
    }

    /** By the fingerprint: an import may have given it another name than it was asked to. */
    private RouterCommand removal(String fingerprint) {
        return new Wording(dialect, MENU)
                .on("remove", FINGERPRINT, fingerprint)
                .tolerant()
                .undoneBy(Undo.UNNEEDED);
    }
}
