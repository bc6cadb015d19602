package mkrun.op.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.Row;
import mkrun.target.Content;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.Undo;

/**
 * An image that the router pulls from a registry. What a tag leads to may change; a container is what was pulled when it
 * was made, until its name or its edition is another.
 *
 * @param name of the image
 * @param access to its registry
 * @param edition any text: another one has the image pulled again
 */
public record PulledImage(ImageName name, RegistryAccess access, String edition) implements ContainerSource {
    private static final String SETTINGS = "/container/config";
    private static final String CHECK = "check-certificate";
    private static final String URL = "registry-url";
    private static final String USER = "username";
    private static final String PASSWORD = "password";
    /** The first that takes a registry's host in the name of an image; older ones have one registry for all. */
    private static final String HOST_IN_NAME = "7.18";

    @Override
    public String digest(RouterProbe probe) {
        return "sha256:"
                + Content.text(name + (edition.isEmpty() ? "" : "\n" + edition)).sha256();
    }

    @Override
    public long room(RouterProbe probe) {
        return 0;
    }

    @Override
    public Optional<Duration> importTime(RouterProbe probe, RouterFacts.Disk disk) {
        return Optional.empty();
    }

    @Override
    public boolean resolvesNames() {
        return true;
    }

    /** Only its registry knows, and the router once it has pulled; such an image may have a check. */
    @Override
    public Optional<Duration> healthDeadline() {
        return Optional.of(HealthCheck.DEFAULT_DEADLINE);
    }

    @Override
    public boolean hasArchive() {
        return false;
    }

    @Override
    public Set<String> reads() {
        return access.ca().isPresent() ? Set.of(SETTINGS, TrustForPull.MENU) : Set.of(SETTINGS);
    }

    @Override
    public List<Lack> lacks(Dialect dialect) {
        return new Wording(dialect, ContainerRows.MENU).lacks(certificate());
    }

    private Map<String, Object> certificate() {
        return access.checkCertificate() ? Map.of() : Map.of(CHECK, false);
    }

    @Override
    public Supply supply(RouterProbe probe, String archive) throws TargetException {
        boolean hosted =
                probe.dialect().version().atLeast(HOST_IN_NAME) && access.url().isEmpty();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("remote-image", hosted ? name.toString() : name.withoutRegistry());
        fields.putAll(certificate());
        MenuRows seen = MenuRows.of(probe, SETTINGS);
        // A menu in which nothing is set may print nothing.
        Row row = seen.rows().isEmpty() ? new Row("", Map.of()) : seen.rows().get(0);
        Map<String, Object> set = seen.wording().differences(row, settings(hosted));
        List<RouterChange> before = new ArrayList<>();
        List<RouterChange> after = new ArrayList<>();
        if (access.ca().isPresent()) {
            TrustForPull trust = TrustForPull.of(probe);
            before.addAll(trust.before(access.ca().get(), archive.substring(0, archive.lastIndexOf('/'))));
            after.addAll(trust.after(access.ca().get()));
        }
        if (!set.isEmpty()) {
            RouterCommand back = seen.wording().set(before(seen, row, set)).undoneBy(Undo.UNNEEDED);
            before.add(seen.wording().set(set).undoneBy(new Undo.Steps(List.of(back), Undo.Proof.STEPS)));
            after.add(back);
        }
        return new Supply(fields, before, after);
    }

    @Override
    public List<RouterCommand> litter(RouterProbe probe, String archive, boolean live) throws TargetException {
        return access.ca().isPresent() ? TrustForPull.of(probe).leftOver() : List.of();
    }

    /** What must be set while the router pulls. */
    private Map<String, Object> settings(boolean hosted) {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (!hosted || access.password().isPresent()) {
            settings.put(URL, access.url().isEmpty() ? "https://" + name.endpoint() : access.url());
        }
        access.password().ifPresent(password -> {
            settings.put(USER, access.username());
            settings.put(PASSWORD, password);
        });
        if (!access.tmpdir().isEmpty()) {
            settings.put("tmpdir", access.tmpdir());
        }
        return settings;
    }

    /** The values to which settings go back, so that no password stays and nobody's own settings are lost. */
    private Map<String, Object> before(MenuRows seen, Row row, Map<String, Object> set) throws TargetException {
        Map<String, Object> before = new LinkedHashMap<>();
        for (String field : set.keySet()) {
            before.put(field, field.equals(PASSWORD) ? oldPassword(seen, row) : row.text(field));
        }
        return before;
    }

    private Secret oldPassword(MenuRows seen, Row row) throws TargetException {
        if (row.text(USER).isEmpty()) {
            return Secret.of("");
        }
        if (seen.book().hidden(row, PASSWORD)) {
            throw new TargetException("the router has credentials for registries already (username " + row.text(USER)
                    + ") and does not tell their password, so that it could not be put back after pulling " + name
                    + ": let mkrun log in with the policy 'sensitive', or take the credentials off " + SETTINGS);
        }
        return Secret.of(row.text(PASSWORD));
    }
}
