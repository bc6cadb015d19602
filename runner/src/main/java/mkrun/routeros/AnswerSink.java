package mkrun.routeros;

import java.util.Map;

/** Takes in the rows of an answer one by one, as the router calls them. */
interface AnswerSink {
    /** The rows that come now are that menu's. */
    void menu(String path);

    /** A row: properties as they were printed, lists joined by commas. */
    void row(Map<String, String> raw) throws RouterosException;

    /** The menu that came last could not be read. */
    void unreadable();
}
