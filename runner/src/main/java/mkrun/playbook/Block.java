package mkrun.playbook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A scope: the set of words that may be said in one kind of block or file. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Block {
    /** The block with its article, as in "unknown word 'x' in an image block". */
    String value();
}
