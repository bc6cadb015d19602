package mkrun.alpine.script;

import java.util.List;
import java.util.Optional;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.Hostile;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a script says, it ends, in a result or a refusal. {@code RandomScriptsAgainstAshTest} asks which. */
class HostileScriptsTest {
    private static final String SHELL = "#!/bin/sh\n";

    @Provide
    Arbitrary<String> scripts() {
        Arbitrary<String> made = Arbitraries.longs().map(RandomScript::grammatical);
        return Arbitraries.oneOf(
                made,
                Arbitraries.longs().map(RandomScript::jumbled),
                Arbitraries.strings().ascii().ofMaxLength(60),
                made.flatMap(Hostile::texts));
    }

    @Property(tries = 3000)
    void everyScriptEnds(@ForAll("scripts") String script) {
        RootfsTree tree = new RootfsTree();
        tree.mkdirs("/bin");
        tree.mkdirs("/work");
        tree.put("/bin/busybox", Entry.file(Content.text("busybox"), 0755));
        for (String name : new String[] {"sh", "cat", "grep", "sed", "mkdir", "touch", "rm", "ln"}) {
            tree.put("/bin/" + name, Entry.symlink("/bin/busybox"));
        }
        Hostile.survives(
                script.length(),
                () -> new ScriptRunner(tree, 0, name -> Optional.empty())
                        .run(SHELL + script, List.of("1", "2"), line -> {}),
                ScriptException.class);
    }
}
