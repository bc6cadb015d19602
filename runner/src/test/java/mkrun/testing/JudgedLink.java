package mkrun.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterLink;

/** A link that remembers every line sent and has each judged by the real tree of the router's version. */
public class JudgedLink implements RouterLink {
    private final RouterLink link;
    private final SchemaJudge judge;
    private final List<String> lines = new ArrayList<>();

    /** @param version of the router behind the link, one of those whose trees we have */
    public JudgedLink(RouterLink link, String version) {
        this.link = link;
        this.judge = SchemaJudge.of(version);
    }

    /** What was sent so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public String exec(String line) throws UnreachableException {
        judge.accept(line);
        lines.add(line);
        return link.exec(line);
    }

    @Override
    public String exec(String line, Duration patience) throws UnreachableException {
        judge.accept(line);
        lines.add(line);
        return link.exec(line, patience);
    }

    @Override
    public String user() {
        return link.user();
    }

    @Override
    public String hostKey() {
        return link.hostKey();
    }

    @Override
    public String address() {
        return link.address();
    }

    @Override
    public void upload(Content content, String path, String what, Progress progress) throws TargetException {
        link.upload(content, path, what, progress);
    }

    @Override
    public List<String> files(String directory) throws TargetException {
        return link.files(directory);
    }

    @Override
    public void remove(String path) throws TargetException {
        link.remove(path);
    }

    @Override
    public void rename(String from, String to) throws TargetException {
        link.rename(from, to);
    }

    @Override
    public boolean exists(String path) throws TargetException {
        return link.exists(path);
    }

    @Override
    public int exchanges() {
        return link.exchanges();
    }

    @Override
    public void close() {
        link.close();
    }
}
