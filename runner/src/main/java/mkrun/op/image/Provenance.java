package mkrun.op.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.repository.RepositoryState;
import mkrun.alpine.sbom.Purl;
import mkrun.image.BuiltImage;
import mkrun.target.Content;

/**
 * Where an image comes from, as the statement that stands beside it: in-toto's Statement 1 with the predicate of SLSA
 * provenance 1. It holds no clock and no name of a machine, so that equal images have equal statements.
 */
final class Provenance {
    private static final ObjectWriter JSON = new ObjectMapper()
            .writer(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));
    private static final String BUILD_TYPE = "urn:mkrun:image:1";

    private Provenance() {}

    /**
     * @param packages what it was made of, and from where
     * @param release Alpine's version as the image says it, may be empty
     * @param locked whether a lock named the packages
     * @param untrusted what was taken though no trusted key signed it, a line each
     */
    static Content of(
            BuiltImage image,
            ImageInputs inputs,
            ImagePackages packages,
            Resolution resolution,
            String release,
            boolean locked,
            List<String> untrusted) {
        List<Object> materials = new ArrayList<>();
        packages.states().forEach(state -> materials.add(index(state, inputs.alpineArch())));
        resolution
                .packages()
                .forEach(record -> materials.add(material(record, resolution, inputs.alpineArch(), release)));
        Map<String, Object> definition = object(
                "buildType",
                BUILD_TYPE,
                "externalParameters",
                object(
                        "image",
                        image.name(),
                        "architecture",
                        inputs.architecture().ociName(),
                        "alpineArchitecture",
                        inputs.alpineArch(),
                        "repositories",
                        packages.repositories(),
                        "world",
                        resolution.world().stream().map(Dependency::toString).toList(),
                        "locked",
                        locked),
                "internalParameters",
                object("untrusted", untrusted),
                "resolvedDependencies",
                materials);
        return content(object(
                "_type",
                "https://in-toto.io/Statement/v1",
                "subject",
                List.of(object(
                        "name", image.name(), "digest", digest(image.digest().replaceFirst("^sha256:", "")))),
                "predicateType",
                "https://slsa.dev/provenance/v1",
                "predicate",
                object("buildDefinition", definition, "runDetails", object("builder", object("id", "urn:mkrun")))));
    }

    private static Map<String, Object> index(RepositoryState state, String alpineArch) {
        Map<String, Object> entry = object("name", state.line() + " " + alpineArch, "uri", "urn:mkrun:index");
        if (!state.sha256().isEmpty()) {
            entry.put("digest", digest(state.sha256()));
        }
        entry.put("annotations", object("description", state.description(), "signer", state.signer()));
        return entry;
    }

    private static Map<String, Object> material(
            PackageRecord record, Resolution resolution, String alpineArch, String release) {
        String repository = resolution.repositories().getOrDefault(record, "");
        return object(
                "name",
                record.id(),
                "uri",
                Purl.of(record, alpineArch, release),
                "annotations",
                object("checksum", record.checksum(), "repository", repository));
    }

    private static Map<String, Object> digest(String sha256) {
        return object("sha256", sha256);
    }

    private static Map<String, Object> object(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static Content content(Map<String, Object> statement) {
        try {
            return Content.text(JSON.writeValueAsString(statement) + "\n");
        } catch (JsonProcessingException e) {
            throw new AssertionError("maps, lists and texts are always JSON", e);
        }
    }
}
