package mkrun.lab;

/** An image that a router does not take; the message is what the router writes into the container's comment and log. */
final class ImageRefused extends Exception {
    private static final long serialVersionUID = 1L;

    ImageRefused(String text) {
        super(text);
    }

    static ImageRefused noManifest() {
        return new ImageRefused("error: could not find image manifest in archive");
    }

    static ImageRefused noConfig() {
        return new ImageRefused("download/extract error: no config found in manifest");
    }

    /** Seen of a router that has lost an image's config; that one says so of a registry, too, is a guess. */
    static ImageRefused config() {
        return new ImageRefused("download/extract error: could not load config.json");
    }

    static ImageRefused nextLayer() {
        return new ImageRefused("download/extract error: could not load next layer");
    }

    static ImageRefused badLayer() {
        return new ImageRefused("download/extract error: extract layer failed");
    }

    static ImageRefused noSpace() {
        return new ImageRefused("download/extract error: no space to extract layer");
    }
}
