package mkrun.alpine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.UntrustedException;
import mkrun.alpine.Wish;
import mkrun.alpine.sign.Keys;
import mkrun.alpine.solver.Catalog;
import mkrun.alpine.solver.Request;
import mkrun.alpine.solver.Solver;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApkIndexTest {
    @TempDir
    Path folder;

    private ApkIndex full(String name) throws Exception {
        Path alpine = Needs.alpine();
        Path index = alpine.resolve("index/v3.19/" + name + "/x86_64/APKINDEX.tar.gz");
        Keys keys = Keys.folder(alpine.resolve("keys"));
        return ApkIndex.read(Files.readAllBytes(index), name, name, keys, Optional.of(folder));
    }

    @Test
    void everyRecordOfAllOfAlpineIsUnderstoodAndFoundByEveryNameItOffers() throws Exception {
        int packages = 0;
        for (String name : List.of("main", "community")) {
            ApkIndex index = full(name);
            List<PackageRecord> all = index.packages();
            packages += all.size();
            assertThat(index.rejected()).isEmpty();
            Map<String, List<Integer>> expected = new TreeMap<>();
            for (int number = 0; number < all.size(); number++) {
                int n = number;
                Stream.concat(
                                Stream.of(all.get(n).name()),
                                all.get(n).provides().stream().map(p -> p.name()))
                        .distinct()
                        .forEach(offered -> expected.computeIfAbsent(offered, k -> new ArrayList<>())
                                .add(n));
            }
            expected.forEach((offered, numbers) -> assertThat(index.offering(offered))
                    .as(offered)
                    .containsExactly(numbers.stream().mapToInt(i -> i).toArray()));
        }
        assertThat(packages).isEqualTo(23_030);
    }

    @Test
    void whatWasKeptOfAReadingIsTheSame() throws Exception {
        List<PackageRecord> first = full("main").packages();
        assertThat(kept()).hasSize(1);
        ApkIndex second = full("main");
        assertThat(second.packages()).isEqualTo(first);
        assertThat(second.description()).startsWith("v3.19");
    }

    @Test
    void aWorldParsesAFractionOfTheRecords() throws Exception {
        ApkIndex main = full("main");
        ApkIndex community = full("community");
        Catalog catalog = Catalog.of(List.of(new Catalog.Source(main, ""), new Catalog.Source(community, "")));
        List<Wish> world = List.of(Wish.parse("nginx", ""), Wish.parse("php83-fpm", ""), Wish.parse("openssh", ""));
        assertThat(Solver.solve(Request.add(world), catalog).packages()).hasSize(26);
        assertThat(main.parsedCount() + community.parsedCount()).isLessThan(23_030 / 3);
    }

    @Test
    void aDamagedOrForeignFileOfAReadingIsReadAnew() throws Exception {
        List<PackageRecord> packages = full("main").packages();
        Path kept = kept().get(0);
        byte[] good = Files.readAllBytes(kept);
        Random random = new Random(7);
        for (int i = 0; i < 12; i++) {
            byte[] bad = i == 0 ? new byte[0] : Arrays.copyOf(good, i == 1 ? good.length / 2 : good.length);
            if (i > 1) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(kept, bad);
            assertThat(full("main").offering("nginx")).hasSize(1);
            assertThat(Files.readAllBytes(kept)).isEqualTo(good);
        }
        assertThat(full("main").packages()).isEqualTo(packages);
    }

    @Test
    void whatWasKeptIsNoWayAroundTheSignature() throws Exception {
        full("main");
        Path index = Needs.alpine().resolve("index/v3.19/main/x86_64/APKINDEX.tar.gz");
        byte[] file = Files.readAllBytes(index);
        assertThatThrownBy(() -> ApkIndex.read(file, "main", "main", Keys.none(), Optional.of(folder)))
                .isInstanceOf(UntrustedException.class);
    }

    @Test
    void noTextEndsInMoreThanRejectedRecords() {
        Random random = new Random(20240126);
        String good =
                "C:Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=\nP:a\nV:1.0-r0\nA:x86_64\nS:1\nI:1\nD:b c>1 !d\np:e=2 cmd:f\ni:g h\n\n";
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = good.repeat(1 + random.nextInt(3)).getBytes(StandardCharsets.UTF_8);
            for (int flips = random.nextInt(6); flips >= 0; flips--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = random.nextInt(3) == 0 ? (byte) '\n' : (byte) random.nextInt(256);
            }
            String text = new String(bytes, 0, random.nextInt(bytes.length + 1), StandardCharsets.UTF_8);
            assertThatCode(() -> {
                        ApkIndex index = ApkIndex.parse(text, "made up", "");
                        int all = index.packages().size() + index.rejected().size();
                        assertThat(all).isLessThanOrEqualTo(text.length());
                        for (String name : List.of("a", "b", "e", "cmd:f", "g", "")) {
                            for (int number : index.offering(name)) {
                                assertThat(index.record(number)).isNotNull();
                            }
                            index.ruledBy(name);
                        }
                    })
                    .as(text)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void noFileEndsInMoreThanAClearError() throws Exception {
        Path real = Needs.alpine().resolve("apks/armhf/APKINDEX.tar.gz");
        byte[] good = Files.readAllBytes(real);
        Keys keys = Keys.folder(Needs.alpine().resolve("keys"));
        Random random = new Random(99);
        for (int i = 0; i < 400; i++) {
            byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int flips = random.nextInt(8); flips >= 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                ApkIndex.read(bad, "bad", "bad.tar.gz", keys, Optional.empty());
            } catch (AlpineException e) {
                assertThat(e).hasMessageStartingWith("bad.tar.gz: ");
            }
        }
    }

    private List<Path> kept() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
