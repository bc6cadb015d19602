package mkrun.target;

import java.util.List;

/** A human must act before mkrun can go on (device-mode, missing package, full disk …): exit code 6. */
public class BlockedException extends TargetException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final List<String> toDo;

    /**
     * @param toDo what is missing and what a human does about it, one sentence each; at least one
     */
    public BlockedException(List<String> toDo) {
        super(String.join("\n", toDo));
        this.toDo = List.copyOf(toDo);
    }

    /** What is missing and what a human does about it, one sentence each. */
    public List<String> toDo() {
        return toDo;
    }
}
