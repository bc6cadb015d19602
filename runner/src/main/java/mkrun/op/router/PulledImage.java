package mkrun.op.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.RouterFacts;
import mkrun.target.Content;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;

/**
 * An image that the router pulls from a registry. What a tag leads to may change; a container is what was pulled when it
 * was made, until its name or its edition is another.
 *
 * @param name of the image
 * @param access to its registry
 * @param edition any text: another one has the image pulled again
 */
public record PulledImage(ImageName name, RegistryAccess access, String edition) implements ContainerSource {
    private static final String CHECK = "check-certificate";
    private static final String URL = "registry-url";
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
        Set<String> menus = new TreeSet<>(SettingsForPull.READS);
        access.ca().ifPresent(ca -> menus.add(TrustForPull.MENU));
        return menus;
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
        List<RouterChange> before = new ArrayList<>();
        List<RouterChange> after = new ArrayList<>();
        if (access.ca().isPresent()) {
            TrustForPull trust = TrustForPull.of(probe);
            before.addAll(trust.before(access.ca().get(), archive.substring(0, archive.lastIndexOf('/'))));
            after.addAll(trust.after(access.ca().get()));
        }
        SettingsForPull.Steps steps =
                SettingsForPull.of(probe, access.password()).steps(settings(hosted));
        before.addAll(steps.before());
        after.addAll(steps.after());
        return new Supply(fields, before, after);
    }

    @Override
    public List<RouterCommand> litter(RouterProbe probe, String archive, boolean live) throws TargetException {
        List<RouterCommand> litter =
                new ArrayList<>(SettingsForPull.of(probe, access.password()).leftOver());
        if (access.ca().isPresent()) {
            litter.addAll(TrustForPull.of(probe).leftOver());
        }
        return litter;
    }

    /** What must be set while the router pulls. */
    private Map<String, Object> settings(boolean hosted) {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (!hosted || access.password().isPresent()) {
            settings.put(URL, access.url().isEmpty() ? "https://" + name.endpoint() : access.url());
        }
        access.password().ifPresent(password -> {
            settings.put(SettingsForPull.USER, access.username());
            settings.put(SettingsForPull.PASSWORD, password);
        });
        if (!access.tmpdir().isEmpty()) {
            settings.put("tmpdir", access.tmpdir());
        }
        return settings;
    }
}
