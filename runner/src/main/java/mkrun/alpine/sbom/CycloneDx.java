package mkrun.alpine.sbom;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mkrun.alpine.PackageRecord;
import mkrun.target.Content;

/** CycloneDX 1.6 (ECMA-424) in JSON. */
public final class CycloneDx {
    private final Subject subject;

    private CycloneDx(Subject subject) {
        this.subject = subject;
    }

    /** The bill of an image. */
    public static Content of(Subject subject) {
        return Json.content(new CycloneDx(subject).document());
    }

    private Map<String, Object> document() {
        String serial = UUID.nameUUIDFromBytes(("mkrun cyclonedx " + subject.digest()).getBytes(StandardCharsets.UTF_8))
                .toString();
        return Json.object(
                "bomFormat",
                "CycloneDX",
                "specVersion",
                "1.6",
                "serialNumber",
                "urn:uuid:" + serial,
                "version",
                1,
                "metadata",
                metadata(),
                "components",
                components(),
                "dependencies",
                dependencies());
    }

    private Map<String, Object> metadata() {
        Map<String, Object> image = Json.object(
                "type",
                "container",
                "bom-ref",
                subject.purl(),
                "name",
                subject.name(),
                "version",
                subject.digest(),
                "hashes",
                List.of(Json.object("alg", "SHA-256", "content", subject.sha256())),
                "purl",
                subject.purl());
        return Json.object(
                "timestamp",
                subject.time(),
                "tools",
                Json.object("components", List.of(Json.object("type", "application", "name", "mkrun"))),
                "component",
                image);
    }

    private List<Object> components() {
        List<Object> components = new ArrayList<>();
        components.add(Json.object(
                "type", "operating-system", "bom-ref", "os-alpine", "name", "alpine", "version", subject.release()));
        subject.packages().forEach(p -> components.add(component(p)));
        return components;
    }

    private Map<String, Object> component(PackageRecord record) {
        List<Object> properties = new ArrayList<>();
        property(properties, "apk:checksum", record.checksum());
        property(properties, "apk:origin", record.origin());
        property(properties, "apk:commit", record.commit());
        Map<String, Object> component = Json.object(
                "type",
                "library",
                "bom-ref",
                subject.purl(record),
                "publisher",
                record.maintainer(),
                "name",
                record.name(),
                "version",
                record.version(),
                "description",
                record.description());
        if (!record.license().isEmpty()) {
            component.put("licenses", List.of(license(record.license())));
        }
        component.put("purl", subject.purl(record));
        if (record.url().matches("https?://[!-~]+")) {
            component.put("externalReferences", List.of(Json.object("type", "website", "url", record.url())));
        }
        component.put("properties", properties);
        return component;
    }

    private static void property(List<Object> properties, String name, String value) {
        if (!value.isEmpty()) {
            properties.add(Json.object("name", name, "value", value));
        }
    }

    private static Map<String, Object> license(String license) {
        if (Licenses.isId(license)) {
            return Json.object("license", Json.object("id", license));
        }
        return Licenses.isExpression(license)
                ? Json.object("expression", license)
                : Json.object("license", Json.object("name", license));
    }

    private List<Object> dependencies() {
        Relations relations = new Relations(subject.packages());
        Map<String, String> refs = new HashMap<>();
        subject.packages().forEach(p -> refs.put(p.name(), subject.purl(p)));
        List<Object> dependencies = new ArrayList<>();
        List<String> all = subject.packages().stream().map(subject::purl).toList();
        dependencies.add(Json.object("ref", subject.purl(), "dependsOn", all));
        for (PackageRecord record : subject.packages()) {
            List<String> needs = relations.needs(record).stream().map(refs::get).toList();
            dependencies.add(Json.object("ref", subject.purl(record), "dependsOn", needs));
        }
        return dependencies;
    }
}
