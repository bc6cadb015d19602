package mkrun.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mkrun.image.Architecture;
import mkrun.op.rootfs.FilePresent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {
    private static final String PLAYBOOK = """
            image('i') {
                alpine '3.20'
                roles 'web'
            }
            """;

    @TempDir
    private Path dir;

    private PlaybookFixture fixture;

    @BeforeEach
    void role() {
        fixture = new PlaybookFixture(dir)
                .file("roles/web/defaults/main.yml", "name: www\nports: [80, 443]\nquoted: \"it's \\\\ here\"\n")
                .file("roles/web/tasks/rootfs.groovy", "template '/etc/web.conf', source: 'web.conf', mode: '0640'\n");
    }

    private String made(String template) throws PlaybookException {
        fixture.file("roles/web/templates/web.conf", template);
        FilePresent file = (FilePresent) fixture.load(PLAYBOOK)
                .images()
                .get("i")
                .tasks(Architecture.ARM)
                .get(0)
                .operation();
        assertThat(file.mode()).isEqualTo(0640);
        return file.content().asText().orElseThrow();
    }

    private String refusal(String template) {
        fixture.file("roles/web/templates/web.conf", template);
        return fixture.refusal(PLAYBOOK);
    }

    @Test
    void variablesExpressionsAndLinesOfCodeAreFilledIn() throws PlaybookException {
        assertThat(made("""
                        # ${name} for ${architecture}, it's "quoted" \\ and $plain
                        <% for (port in vars.list('ports')) { %>
                        listen ${port};<% if (port == 443) { %> # ${ { it -> 'tls' }.call(1) }<% } %>
                        <% } %>
                        name <%= vars.string('name').toUpperCase() %>
                        shell \\${HOME} \\<% ${quoted}
                        """)).isEqualTo("""
                        # www for arm, it's "quoted" \\ and $plain
                        listen 80;
                        listen 443; # tls
                        name WWW
                        shell ${HOME} <% it's \\ here
                        """);
    }

    @Test
    void aTemplateWithoutALastLineEndGetsNone() throws PlaybookException {
        assertThat(made("a ${name}")).isEqualTo("a www");
    }

    @Test
    void anUndefinedVariableIsAProblemOfTheTemplatesLine() {
        assertThat(refusal("# first\nname ${nmae}\n")).isEqualTo("""
                        roles/web/templates/web.conf:2:8: undefined variable 'nmae' -- did you mean 'name'?
                        name ${nmae}
                               ^^^^""");
    }

    @Test
    void anUnknownMethodIsAProblemAtItsPlace() {
        assertThat(refusal("# first\nname ${vars.sting('name')}\n")).isEqualTo("""
                        roles/web/templates/web.conf:2:13: 'vars' has no 'sting' -- did you mean 'string'?
                        name ${vars.sting('name')}
                                    ^^^^^""");
    }

    @Test
    void anExpressionThatDoesNotEndIsAProblemOfItsLine() {
        assertThat(refusal("a\nname ${name\n"))
                .startsWith("roles/web/templates/web.conf:2:1: the template's expression does not end");
    }

    @Test
    void aMissingTemplateIsNamed() {
        fixture.file("roles/web/templates/web.conv", "");
        assertThat(fixture.refusal(PLAYBOOK))
                .startsWith("roles/web/tasks/rootfs.groovy:1:36: there is no file 'web.conf' in ")
                .contains("roles/web/templates -- did you mean 'web.conv'?");
    }

    @Test
    void whatIsThereAndNoFileIsSaidToBeSo() throws IOException {
        fixture.file("roles/web/templates/web.conf/inner", "");
        assertThat(fixture.refusal(PLAYBOOK))
                .startsWith("roles/web/tasks/rootfs.groovy:1:36: 'web.conf' in ")
                .contains("roles/web/templates is a folder, not a file\n");
        Path folder = dir.resolve("roles/web/templates/web.conf");
        Files.delete(folder.resolve("inner"));
        Files.delete(folder);
        Files.createSymbolicLink(folder, Path.of("nowhere"));
        assertThat(fixture.refusal(PLAYBOOK)).contains("roles/web/templates is a link to what is not there\n");
    }
}
