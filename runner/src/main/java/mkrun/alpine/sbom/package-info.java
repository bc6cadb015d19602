/**
 * Software bills of materials of an image: SPDX 2.3 and CycloneDX 1.6, from the records of its packages. Equal images have
 * equal bills: no clock, no random number.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine.sbom;
