package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which arguments of menus without a table are never shown: names as the tree of RouterOS 7.24 has them. */
class SecretNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ppp/secret password",
                "/radius secret",
                "/interface/wifi security.passphrase",
                "/interface/wifi/configuration security.eap-password",
                "/interface/wifi/security passphrase",
                "/interface/wireless/security-profiles wpa2-pre-shared-key",
                "/interface/wireless/security-profiles static-key-0",
                "/interface/wireless/security-profiles static-sta-private-key",
                "/interface/wireless/security-profiles management-protection-key",
                "/interface/wireless nv2-preshared-key",
                "/interface/l2tp-client ipsec-secret",
                "/interface/lte pin",
                "/ip/ipsec/key/psk key",
                "/routing/bgp/connection tcp-md5-key",
                "/routing/ospf/interface-template auth-key",
                "/system/ntp/key key-val",
                "/tool/romon secrets",
                "/tool/sms sim-pin"
            })
    void areSecret(String argument) {
        assertThat(secret(argument)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/certificate key-size",
                "/interface/bonding lacp-user-key",
                "/interface/wifi/security group-key-update",
                "/interface/wireguard/peers public-key",
                "/ip/ipsec/identity remote-key",
                "/ip/ssh password-authentication",
                "/system/ntp/key key-id",
                "/system/ntp/server auth-key",
                "/user/settings minimum-password-length"
            })
    void areNoSecrets(String argument) {
        assertThat(secret(argument)).isFalse();
    }

    private static boolean secret(String argument) {
        String[] words = argument.split(" ");
        return OtherMenuTable.secret(words[0], words[1], Set.of());
    }
}
