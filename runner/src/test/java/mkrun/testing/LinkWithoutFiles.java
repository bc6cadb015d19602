package mkrun.testing;

import java.util.List;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.routeros.RouterLink;

/** A session with no wire below it, of a router that has no files. */
public abstract class LinkWithoutFiles implements RouterLink {
    @Override
    public String address() {
        return "192.0.2.1";
    }

    @Override
    public String hostKey() {
        return "ssh-rsa AAAA";
    }

    @Override
    public String user() {
        return "admin";
    }

    @Override
    public void upload(Content content, String path, String what, Progress progress) {
        throw new UnsupportedOperationException(path);
    }

    @Override
    public List<String> files(String directory) {
        return List.of();
    }

    @Override
    public void remove(String path) {
        throw new UnsupportedOperationException(path);
    }

    @Override
    public void rename(String from, String to) {
        throw new UnsupportedOperationException(from);
    }

    @Override
    public boolean exists(String path) {
        return false;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
