/**
 * Fast cryptography for a JVM that runs only its first compiler: BoringSSL, where Conscrypt has a library of it for this
 * machine. Conscrypt is used here and nowhere else; all others ask the JVM as ever.
 */
@org.jspecify.annotations.NullMarked
package mkrun.crypto;
