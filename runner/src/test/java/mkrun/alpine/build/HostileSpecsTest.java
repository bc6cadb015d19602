package mkrun.alpine.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mkrun.alpine.AlpineException;
import mkrun.testing.Hostile;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class HostileSpecsTest {
    private static final String SPEC = """
            package:
              name: hello
              version: 1.2-r3
              description: "says hello"
              license: MIT
              depends: [busybox, "musl>=1.2"]
              provides:
                - cmd:hello=1.2-r3
            files:
              - path: /usr/bin/hello
                mode: "0755"
                content: |
                  #!/bin/sh
                  echo hello
            service:
              name: hello
              command: /usr/bin/hello
            """;

    private Path file = Path.of("");

    @BeforeProperty
    void file() throws IOException {
        file = Files.createTempFile("mkrun-spec", ".yaml");
    }

    @AfterProperty
    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    @Provide
    Arbitrary<String> specs() {
        return Hostile.texts(SPEC);
    }

    @Property(tries = 1500)
    void editedSpecificationsAreReadOrRefused(@ForAll("specs") String text) {
        Hostile.survives(text.length(), () -> read(text), AlpineException.class);
    }

    @Example
    void aliasesThatMultiplyAndDepthAreRefused() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }
        String[] texts = {laughs.toString(), "a: " + "[".repeat(100_000), "&x {a: *x}", "package: &x {name: *x}"};
        for (String text : texts) {
            Hostile.survives(text.length(), () -> read(text), AlpineException.class);
        }
    }

    private void read(String text) throws IOException, AlpineException {
        Files.writeString(file, text);
        PackageSpec.read(file, "x86_64", 0);
    }
}
