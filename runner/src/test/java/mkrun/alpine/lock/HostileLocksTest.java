package mkrun.alpine.lock;

import mkrun.alpine.AlpineException;
import mkrun.testing.Hostile;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HostileLocksTest {
    @Provide
    Arbitrary<String> locks() {
        return Hostile.texts(LockFileTest.TEXT);
    }

    @Property(tries = 2000)
    void editedLocksAreReadOrRefused(@ForAll("locks") String text) {
        Hostile.survives(text.length(), () -> LockReader.read(text, "lock.json"), AlpineException.class);
    }

    @Example
    void deepAndEndlessJsonIsRefused() {
        for (String text : new String[] {"[".repeat(200_000), "{\"a\":".repeat(200_000), "\"" + "x".repeat(1 << 20)}) {
            Hostile.survives(text.length(), () -> LockReader.read(text, "lock.json"), AlpineException.class);
        }
    }
}
