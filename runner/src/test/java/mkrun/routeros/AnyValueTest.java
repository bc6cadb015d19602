package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of which nobody knows the type. */
class AnyValueTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes | true",
                "no | false",
                "no | ''",
                "90 | 00:01:30",
                "90s | 1m30s",
                "1w | 7d00:00:00",
                "300ms | 00:00:00.300",
                "25M | 26214400",
                "25M | 25000000",
                "64KiB | 65536",
                "0x1F | 31",
                "02-00-5e-00-00-aa | 02:00:5E:00:00:AA",
                "192.0.2.1/32 | 192.0.2.1",
                "2001:DB8::1/128 | 2001:db8::1",
                "2001:DB8:0:0::1 | 2001:db8::1",
                "2001:DB8:0:0::/32 | 2001:db8::/32",
                "192.0.2.1/255.255.255.0 | 192.0.2.1/24",
                "/flash/hotspot/ | flash/hotspot",
                "login,ppp | ppp,login",
                "90s, yes | true,00:01:30",
            })
    void areTheSame(String one, String other) {
        assertThat(Values.same(FieldType.ANY, one, other)).isTrue();
        assertThat(Values.same(FieldType.ANY, other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes | no",
                "yes | ''",
                "90 | 91",
                "007 | 7",
                "abc | ABC",
                "1m | 1h",
                "a,b | a,c",
                "250us | 0s",
                "192.0.2.1/24 | 192.0.2.0/24",
                "/ | ''",
                "usb1/a | usb2/a",
                "a,a | a,b",
                "a,b | a,b,b",
                "192.0.2.1/24 | 192.0.2.1",
                "'' | a",
            })
    void differ(String one, String other) {
        assertThat(Values.same(FieldType.ANY, one, other)).isFalse();
        assertThat(Values.same(FieldType.ANY, other, one)).isFalse();
    }
}
