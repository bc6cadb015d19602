/** mkrun: Alpine/OpenRC images for MikroTik routers, built and applied by playbooks. */
@org.jspecify.annotations.NullMarked
package mkrun;
