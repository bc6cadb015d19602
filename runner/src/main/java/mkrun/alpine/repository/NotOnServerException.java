package mkrun.alpine.repository;

import mkrun.alpine.AlpineException;

/** The server says that it has no such file. */
final class NotOnServerException extends AlpineException {
    private static final long serialVersionUID = 1L;

    NotOnServerException(String message) {
        super(message);
    }
}
