package mkrun.op.router;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mkrun.image.Architecture;
import mkrun.image.BuiltImage;
import mkrun.image.DockerArchive;
import mkrun.image.ImageConfig;
import mkrun.image.ImageHealth;
import mkrun.image.Layer;
import mkrun.op.image.ImageSource;
import mkrun.target.Change;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/** A small image that a router takes, without Alpine. */
final class TestImage implements ImageSource {
    private static final String INIT = "/sbin/init";

    private final String content;
    private final int padding;
    private final Map<Architecture, Architecture> mislabelled;
    private final String program;
    private final Optional<ImageHealth> health;
    private final Map<Architecture, BuiltImage> built = new ConcurrentHashMap<>();
    private final Set<Architecture> stored = ConcurrentHashMap.newKeySet();

    private TestImage(String content, int padding, Map<Architecture, Architecture> mislabelled, String program) {
        this(content, padding, mislabelled, program, Optional.empty());
    }

    private TestImage(
            String content,
            int padding,
            Map<Architecture, Architecture> mislabelled,
            String program,
            Optional<ImageHealth> health) {
        this.health = health;
        this.content = content;
        this.padding = padding;
        this.mislabelled = mislabelled;
        this.program = program;
    }

    static TestImage of(String content) {
        return new TestImage(content, 0, Map.of(), INIT);
    }

    /** That a router imports, and whose program is not in it. */
    static TestImage broken(String content) {
        return new TestImage(content, 0, Map.of(), "/none");
    }

    /** With a file of that many bytes beside. */
    static TestImage large(String content, int bytes) {
        return new TestImage(content, bytes, Map.of(), INIT);
    }

    /** An image that is for another architecture than asked for. */
    static TestImage wrong(Architecture asked, Architecture given) {
        return new TestImage("wrong", 0, Map.of(asked, given), INIT);
    }

    /** That brings a check of its health. */
    static TestImage checked(String content, ImageHealth health) {
        return new TestImage(content, 0, Map.of(), INIT, Optional.of(health));
    }

    @Override
    public Optional<ImageHealth> health() {
        return health;
    }

    @Override
    public String name() {
        return "alp-rc";
    }

    @Override
    public Resolved resolve(Architecture architecture) {
        Architecture actual = mislabelled.getOrDefault(architecture, architecture);
        BuiltImage image = built.computeIfAbsent(actual, this::build);
        return new Resolved() {
            @Override
            public Architecture architecture() {
                return actual;
            }

            @Override
            public String digest() {
                return image.digest();
            }

            @Override
            public Content archive() {
                return image.archive();
            }

            @Override
            public boolean stored() {
                return stored.contains(architecture);
            }

            @Override
            public List<Change> changes() {
                return List.of();
            }

            @Override
            public void store(Progress progress) {
                stored.add(architecture);
            }
        };
    }

    private BuiltImage build(Architecture architecture) {
        RootfsTree tree = new RootfsTree();
        tree.mkdirs("/sbin");
        tree.put(INIT, Entry.file(Content.text("#!/bin/sh\n"), 0755));
        tree.put("/content", Entry.file(Content.text(content), 0644));
        byte[] bytes = new byte[padding];
        new Random(1).nextBytes(bytes);
        tree.put("/padding", Entry.file(Content.of(bytes), 0644));
        ImageConfig config =
                new ImageConfig(architecture, "", 0, Map.of(), List.of(program), Map.of("content", content), health);
        return DockerArchive.of(name(), config, Layer.of(tree, 0));
    }
}
