package mkrun.alpine.repository;

import java.util.List;
import mkrun.alpine.AlpineException;

/** No repository gives a package that is wanted by its name and version; the message says what each answered. */
public final class PackageGoneException extends AlpineException {
    private static final long serialVersionUID = 1L;

    private final boolean forGood;

    PackageGoneException(String id, List<String> answers, boolean forGood) {
        super(id + ": no repository gives it: " + String.join("; ", answers));
        this.forGood = forGood;
    }

    /** Whether all of them said that they do not have it; else some could not be asked, and may have it. */
    public boolean isForGood() {
        return forGood;
    }
}
