package mkrun.lab;

import java.nio.file.Path;
import mkrun.routeros.RouterosVersion;

/** An emulated router as a program of its own, to be killed: prints its port, then waits. */
final class LabChild {
    private LabChild() {}

    public static void main(String[] args) throws Exception {
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "arm64", Path.of(args[0]))
                .withLogin("admin", "secret");
        LabRouter router = LabRouter.start(config);
        System.out.println(router.port());
        System.in.read();
    }
}
