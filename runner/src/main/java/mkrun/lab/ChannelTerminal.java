package mkrun.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import mkrun.lab.script.Terminal;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.Signal;
import org.slf4j.LoggerFactory;

/** The terminal behind an SSH channel. */
final class ChannelTerminal implements Terminal {
    private static final int ROWS = 24;
    private static final int COLUMNS = 80;

    private final Environment environment;
    private final InputStream keys;
    private final OutputStream screen;
    private volatile Resized listener = (rows, columns) -> {};

    ChannelTerminal(Environment environment, InputStream keys, OutputStream screen) {
        this.environment = environment;
        this.keys = keys;
        this.screen = screen;
        environment.addSignalListener((channel, signal) -> resized(), Signal.WINCH);
    }

    private void resized() {
        try {
            listener.to(rows(), columns());
        } catch (IOException e) {
            LoggerFactory.getLogger(ChannelTerminal.class).debug("the size of a terminal", e);
        }
    }

    @Override
    public InputStream keys() {
        return keys;
    }

    @Override
    public OutputStream screen() {
        return screen;
    }

    @Override
    public int rows() {
        return number(Environment.ENV_LINES, ROWS);
    }

    @Override
    public int columns() {
        return number(Environment.ENV_COLUMNS, COLUMNS);
    }

    private int number(String variable, int otherwise) {
        String text = environment.getEnv().getOrDefault(variable, "");
        return text.matches("[1-9]\\d{0,4}") ? Integer.parseInt(text) : otherwise;
    }

    @Override
    public void onResize(Resized newListener) {
        this.listener = newListener;
    }
}
