package mkrun.alpine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import mkrun.testing.Hostile;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GzipTest {
    private static final int LIMIT = 1 << 20;

    @Provide
    Arbitrary<List<byte[]>> contents() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(5000)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 200)
    void membersHaveTheirBordersAndJoinToTheWhole(@ForAll("contents") List<byte[]> contents) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int i = 0; i < contents.size(); i++) {
            file.writeBytes(i % 2 == 0 ? Gzip.pack(contents.get(i)) : Gzip.store(contents.get(i)));
            whole.writeBytes(contents.get(i));
        }
        int at = 0;
        for (byte[] content : contents) {
            Gzip.Member member = Gzip.member(file.toByteArray(), at, LIMIT);
            assertThat(member.content()).isEqualTo(content);
            at = member.end();
        }
        assertThat(at).isEqualTo(file.size());
        assertThat(Gzip.rest(file.toByteArray(), 0, LIMIT)).isEqualTo(whole.toByteArray());
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        byte[] text = "some text that packs well, some text that packs well\n"
                .repeat(50)
                .getBytes();
        byte[] random = new byte[3000];
        new Random(1).nextBytes(random);
        return Hostile.variants(Gzip.pack(text), Gzip.pack(random), Gzip.store(random), Gzip.pack(new byte[400_000]));
    }

    @Property(tries = 2000)
    void whatIsDamagedIsRefusedWithoutHarm(@ForAll("damaged") byte[] file) {
        Hostile.survives(file.length, () -> Gzip.rest(file, 0, LIMIT), IOException.class);
    }

    @Example
    void whatUnpacksToMuchMoreThanAnythingRealIsRefused() {
        byte[] bomb = Gzip.pack(new byte[64 << 20]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> Gzip.rest(bomb, 0, 1 << 30))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("times");
        assertThatThrownBy(() -> Gzip.rest(bomb, 0, 1 << 20)).isInstanceOf(IOException.class);
        Hostile.survives(bomb.length, () -> Gzip.rest(bomb, 0, 1 << 30), IOException.class);
    }
}
