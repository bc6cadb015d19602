package mkrun.alpine.install;

/** Paths as packages and the database write them: relative to the root, no slash at the ends, the root empty. */
final class Paths {
    private Paths() {}

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String join(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }
}
