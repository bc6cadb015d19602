package mkrun.playbook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method of a scope that playbooks or roles may use there. Other public methods are no words. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Word {
    /** How it is written, shown when it was written otherwise: {@code publish 2222, to: 22}. */
    String value();
}
