package mkrun.alpine.sbom;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mkrun.alpine.PackageRecord;
import mkrun.target.Content;

/** SPDX 2.3 (ISO/IEC 5962) in JSON. */
public final class Spdx {
    private static final String NONE = "NOASSERTION";
    private static final String IMAGE = "SPDXRef-Image";
    private static final String SYSTEM = "SPDXRef-OperatingSystem-alpine";

    private final Subject subject;
    private final Map<String, String> texts = new TreeMap<>();

    private Spdx(Subject subject) {
        this.subject = subject;
    }

    /** The bill of an image. */
    public static Content of(Subject subject) {
        return Json.content(new Spdx(subject).document());
    }

    private Map<String, Object> document() {
        List<Object> packages = packages();
        String name = subject.name() + "-" + subject.architecture();
        Map<String, Object> document = Json.object(
                "spdxVersion",
                "SPDX-2.3",
                "dataLicense",
                "CC0-1.0",
                "SPDXID",
                "SPDXRef-DOCUMENT",
                "name",
                name,
                "documentNamespace",
                "https://spdx.org/spdxdocs/mkrun/" + Purl.encoded(name) + "-" + subject.sha256(),
                "creationInfo",
                Json.object("created", subject.time(), "creators", List.of("Tool: mkrun")),
                "packages",
                packages);
        if (!texts.isEmpty()) {
            List<Object> licenses = new ArrayList<>();
            texts.forEach((reference, text) ->
                    licenses.add(Json.object("licenseId", reference, "extractedText", text, "name", text)));
            document.put("hasExtractedLicensingInfos", licenses);
        }
        document.put("relationships", relationships());
        return document;
    }

    private List<Object> packages() {
        List<Object> packages = new ArrayList<>();
        packages.add(Json.object(
                "name",
                subject.name(),
                "SPDXID",
                IMAGE,
                "versionInfo",
                subject.digest(),
                "downloadLocation",
                NONE,
                "filesAnalyzed",
                false,
                "checksums",
                List.of(Json.object("algorithm", "SHA256", "checksumValue", subject.sha256())),
                "licenseConcluded",
                NONE,
                "licenseDeclared",
                NONE,
                "copyrightText",
                NONE,
                "externalRefs",
                purl(subject.purl()),
                "primaryPackagePurpose",
                "CONTAINER"));
        packages.add(Json.object(
                "name",
                "alpine",
                "SPDXID",
                SYSTEM,
                "versionInfo",
                subject.release(),
                "downloadLocation",
                NONE,
                "filesAnalyzed",
                false,
                "licenseConcluded",
                NONE,
                "licenseDeclared",
                NONE,
                "copyrightText",
                NONE,
                "primaryPackagePurpose",
                "OPERATING-SYSTEM"));
        subject.packages().forEach(p -> packages.add(entry(p)));
        return packages;
    }

    private Map<String, Object> entry(PackageRecord record) {
        String maintainer = record.maintainer().replaceAll("\\s*<(.*)>\\s*$", " ($1)");
        return Json.object(
                "name",
                record.name(),
                "SPDXID",
                id(record),
                "versionInfo",
                record.version(),
                "supplier",
                "Organization: Alpine Linux",
                "originator",
                maintainer.isEmpty() ? "" : "Person: " + maintainer,
                "downloadLocation",
                NONE,
                "homepage",
                record.url().matches("https?://[!-~]+") ? record.url() : "",
                "sourceInfo",
                source(record),
                "filesAnalyzed",
                false,
                "checksums",
                List.of(Json.object("algorithm", algorithm(record), "checksumValue", hex(record))),
                "licenseConcluded",
                NONE,
                "licenseDeclared",
                license(record.license()),
                "copyrightText",
                NONE,
                "description",
                record.description(),
                "externalRefs",
                purl(subject.purl(record)),
                "primaryPackagePurpose",
                "LIBRARY");
    }

    private static String source(PackageRecord record) {
        return record.origin().isEmpty()
                ? ""
                : "built from aports package " + record.origin()
                        + (record.commit().isEmpty() ? "" : " at commit " + record.commit());
    }

    private static String algorithm(PackageRecord record) {
        return record.checksum().startsWith("Q2") ? "SHA256" : "SHA1";
    }

    /** The checksum of the control member, which names the package. */
    private static String hex(PackageRecord record) {
        return HexFormat.of()
                .formatHex(Base64.getDecoder().decode(record.checksum().substring(2)));
    }

    private String license(String license) {
        if (license.isEmpty()) {
            return NONE;
        }
        if (Licenses.isExpression(license)) {
            return license;
        }
        String reference = Licenses.reference(license);
        texts.put(reference, license);
        return reference;
    }

    private static List<Object> purl(String purl) {
        return List.of(
                Json.object("referenceCategory", "PACKAGE-MANAGER", "referenceType", "purl", "referenceLocator", purl));
    }

    /** Letters, digits, points and dashes; what else a name has becomes its number. */
    private static String id(PackageRecord record) {
        StringBuilder id = new StringBuilder("SPDXRef-Package-");
        (record.name() + "-" + record.version()).chars().forEach(c -> {
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '-');
            id.append(plain ? String.valueOf((char) c) : "C" + c);
        });
        return id.toString();
    }

    private List<Object> relationships() {
        List<Object> relationships = new ArrayList<>();
        relate(relationships, "SPDXRef-DOCUMENT", "DESCRIBES", IMAGE);
        relate(relationships, IMAGE, "CONTAINS", SYSTEM);
        Relations relations = new Relations(subject.packages());
        Map<String, String> ids = new TreeMap<>();
        subject.packages().forEach(p -> ids.put(p.name(), id(p)));
        for (PackageRecord record : subject.packages()) {
            relate(relationships, IMAGE, "CONTAINS", id(record));
            relations.needs(record).forEach(n -> relate(relationships, id(record), "DEPENDS_ON", ids.get(n)));
        }
        return relationships;
    }

    private static void relate(List<Object> relationships, String from, String type, String to) {
        relationships.add(Json.object("spdxElementId", from, "relationshipType", type, "relatedSpdxElement", to));
    }
}
