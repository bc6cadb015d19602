package mkrun.alpine.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import mkrun.alpine.PackageRecord;
import org.jspecify.annotations.Nullable;

/**
 * A table over the text of an index. A record is parsed when its number is asked for, and never if it is not: of 23,030
 * packages a world has to do with some hundred.
 */
final class TextTable implements PackageTable {
    private final ByteBuffer text;
    private final NameArrays names;
    private final @Nullable PackageRecord[] parsed;
    private final ApkIndex.@Nullable Rejected[] rejected;

    /**
     * @param text the index's {@code APKINDEX}, from 0 to its limit
     */
    TextTable(ByteBuffer text, NameArrays names) {
        this.text = text;
        this.names = names;
        this.parsed = new PackageRecord[names.records()];
        this.rejected = new ApkIndex.Rejected[names.records()];
    }

    /** How many records were parsed so far. */
    long parsedCount() {
        return Arrays.stream(parsed).filter(r -> r != null).count();
    }

    @Override
    public int size() {
        return names.records();
    }

    @Override
    public synchronized Optional<PackageRecord> record(int number) {
        if (parsed[number] == null && rejected[number] == null) {
            parse(number);
        }
        return Optional.ofNullable(parsed[number]);
    }

    @Override
    public Optional<ApkIndex.Rejected> rejection(int number) {
        record(number);
        return Optional.ofNullable(rejected[number]);
    }

    private void parse(int number) {
        int from = names.recordStart(number);
        byte[] bytes = new byte[names.recordStart(number + 1) - from];
        text.get(from, bytes);
        IndexRecord record = new IndexRecord();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            record.add(line);
        }
        record.finish(r -> parsed[number] = r, r -> rejected[number] = r);
    }

    @Override
    public int[] offering(String name) {
        return names.offering(names.find(name, text));
    }

    @Override
    public int[] ruledBy(String name) {
        return names.ruledBy(names.find(name, text));
    }

    @Override
    public Set<String> ruledNames() {
        return names.ruled(text);
    }

    @Override
    public int mention(String name) {
        return names.find(name, text);
    }
}
