package mkrun.alpine.apk;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Digests;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.PkgInfo;
import mkrun.alpine.ScriptType;
import mkrun.alpine.UntrustedException;
import mkrun.alpine.archive.Gzip;
import mkrun.alpine.archive.SmallTar;
import mkrun.alpine.sign.Keys;
import mkrun.alpine.sign.Signatures;
import mkrun.target.Content;

/**
 * A package file ({@code .apk}, format 2): a signature, a control and a data member, each compressed by itself. Reading
 * one checks its form; {@link #verify} and {@link #verifyIs} check who vouches for it, {@link #entries} checks the data
 * against what the control member says.
 */
public final class ApkFile {
    private static final int MAX_CONTROL = 16 << 20; // the largest in Alpine is a few hundred kB
    private static final long DATA_SLACK = 64L << 20;

    private final String name;
    private final byte[] file;
    private final List<Signatures.Entry> signatures;
    private final int controlStart;
    private final int dataStart;
    private final PkgInfo info;
    private final Map<ScriptType, Content> scripts;

    private ApkFile(
            String name,
            byte[] file,
            List<Signatures.Entry> signatures,
            int controlStart,
            int dataStart,
            PkgInfo info,
            Map<ScriptType, Content> scripts) {
        this.name = name;
        this.file = file;
        this.signatures = signatures;
        this.controlStart = controlStart;
        this.dataStart = dataStart;
        this.info = info;
        this.scripts = scripts;
    }

    /**
     * Reads a package.
     *
     * @param file its bytes, which must not be changed afterwards
     * @param name where it is from, for messages
     * @throws AlpineException if it is no package of format 2
     */
    public static ApkFile read(byte[] file, String name) throws AlpineException {
        if (file.length > 3 && file[0] == 'A' && file[1] == 'D' && file[2] == 'B') {
            throw new AlpineException(name + ": is a package of format 3 (ADB); only format 2 can be read");
        }
        try {
            Gzip.Member first = Gzip.member(file, 0, MAX_CONTROL);
            List<SmallTar.Item> items = SmallTar.read(first.content());
            boolean signed =
                    !items.isEmpty() && Signatures.isSignature(items.get(0).name());
            List<Signatures.Entry> signatures = signed ? Signatures.in(items) : List.of();
            int controlStart = signed ? first.end() : 0;
            Gzip.Member control = signed ? Gzip.member(file, controlStart, MAX_CONTROL) : first;
            List<SmallTar.Item> controlItems = signed ? SmallTar.read(control.content()) : items;
            PkgInfo info = PkgInfoParser.parse(text(controlItems, ".PKGINFO", name), name);
            return new ApkFile(name, file, signatures, controlStart, control.end(), info, scripts(controlItems));
        } catch (IOException e) {
            throw new AlpineException(name + ": BAD archive: " + e.getMessage(), e);
        }
    }

    private static String text(List<SmallTar.Item> items, String wanted, String name) throws AlpineException {
        for (SmallTar.Item item : items) {
            if (item.name().equals(wanted)) {
                return item.content()
                        .asText()
                        .orElseThrow(() -> new AlpineException(name + ": " + wanted + " is not UTF-8 text"));
            }
        }
        throw new AlpineException(name + ": is no package: it has no " + wanted);
    }

    private static Map<ScriptType, Content> scripts(List<SmallTar.Item> items) {
        Map<ScriptType, Content> scripts = new EnumMap<>(ScriptType.class);
        for (SmallTar.Item item : items) {
            for (ScriptType type : ScriptType.values()) {
                if (item.name().equals("." + type)) {
                    scripts.put(type, item.content());
                }
            }
        }
        return scripts;
    }

    /** Where the file is from, as it was given. */
    public String name() {
        return name;
    }

    /** Length in bytes. */
    public long size() {
        return file.length;
    }

    /** The whole file. */
    public Content content() {
        return Content.of(file);
    }

    public PkgInfo info() {
        return info;
    }

    /** A script of the package, if it has one of this type. */
    public Optional<Content> script(ScriptType type) {
        return Optional.ofNullable(scripts.get(type));
    }

    /** The checksum an index names it by: {@code Q1} and the Base64 of the SHA-1 of the compressed control member. */
    public String identity() {
        return Digests.identity(file, controlStart, dataStart);
    }

    /** The record an index has of it, with {@code arch} as the package itself gives it. */
    public PackageRecord toRecord() {
        return info.toRecord(identity(), size());
    }

    /**
     * Checks the package's own signature.
     *
     * @return the file name of the key that signed it, as the signature gives it; empty if the keys allow one that none of
     *     them signed
     * @throws UntrustedException if no trusted key signed it or it was changed after that
     */
    public String verify(Keys keys) throws UntrustedException {
        int end = info.datahash().isEmpty() ? file.length : dataStart;
        return Signatures.verify(signatures, file, controlStart, end, keys, name);
    }

    /**
     * Checks that this is the package an index lists: size and identity.
     *
     * @throws UntrustedException if it is another one
     */
    public void verifyIs(PackageRecord record) throws UntrustedException {
        String own =
                record.checksum().startsWith("Q2") ? Digests.strongIdentity(file, controlStart, dataStart) : identity();
        if (!record.checksum().equals(own)) {
            throw new UntrustedException(name + ": BAD signature: it is not the package the index lists (checksum "
                    + own + " instead of " + record.checksum() + ")");
        }
        if (record.size() != file.length) {
            throw new UntrustedException(
                    name + ": BAD archive: it has " + file.length + " bytes, the index says " + record.size());
        }
    }

    /**
     * Unpacks the data member: what apk would extract, in the archive's order, directories before what is in them. Entries
     * that apk never installs (a name that begins with a dot, {@code .keep_*} files) are left out.
     *
     * @throws AlpineException if it is damaged, differs from the digests the control member or the archive gives, or has a
     *     name that would lead out of the root
     */
    public List<ApkEntry> entries() throws AlpineException {
        if (dataStart == file.length) {
            return List.of();
        }
        if (!info.datahash().isEmpty()
                && !Digests.sha256(file, dataStart, file.length).equals(info.datahash())) {
            throw new UntrustedException(name + ": BAD signature: its data is not what its control member names");
        }
        try {
            long limit = info.installedSize() * 2 + DATA_SLACK;
            return DataReader.read(Gzip.rest(file, dataStart, limit), name);
        } catch (IOException e) {
            throw new AlpineException(name + ": BAD archive: " + e.getMessage(), e);
        }
    }
}
