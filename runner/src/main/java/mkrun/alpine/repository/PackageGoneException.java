package mkrun.alpine.repository;

import java.util.List;
import mkrun.alpine.AlpineException;

/** No repository gives a package that is wanted by its name and version; the message says what each answered. */
public final class PackageGoneException extends AlpineException {
    private static final long serialVersionUID = 1L;

    PackageGoneException(String id, List<String> answers) {
        super(id + ": no repository gives it: " + String.join("; ", answers));
    }
}
