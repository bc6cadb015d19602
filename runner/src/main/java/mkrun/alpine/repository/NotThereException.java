package mkrun.alpine.repository;

import mkrun.alpine.AlpineException;

/** A repository says that it has no such file, which is more than that the file could not be had of it. */
final class NotThereException extends AlpineException {
    private static final long serialVersionUID = 1L;

    NotThereException(String message) {
        super(message);
    }

    NotThereException(String message, NotThereException cause) {
        super(message, cause);
    }
}
