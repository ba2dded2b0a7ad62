// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import io.farol.semantic.redact.KeyShape.Alphabet;
import java.util.ArrayList;
import java.util.List;

/// The keys that can be told by their looks. Each line: least length after the head, alphabet,
/// heads. Lengths lie below those the vendors issue today, since they grow and since a key cut
/// short is still most of a key. Sources: the vendors' documentation and their secret-scanning
/// registrations, as of 2026.
final class KeyShapes {

  static final List<KeyShape> ALL = new ArrayList<>();

  static {
    // Language models.
    of(16, Alphabet.TOKEN, "sk-proj-", "sk-ant-", "sk-svcacct-", "sk-admin-", "sk-None-", "sk-or-");
    of(16, Alphabet.TOKEN, "sk-lf-", "sk-litellm-");
    mixed(16, Alphabet.TOKEN, "sk-", "gsk_", "xai-", "pplx-", "csk-", "nvapi-", "tvly-", "fw_");
    of(20, Alphabet.PLAIN, "hf_", "r8_", "api_org_", "jina_", "tgp_v1_", "pa-");
    of(16, Alphabet.TOKEN, "lsv2_pt_", "lsv2_sk_", "pcsk_", "phx_", "e2b_", "sk_car_");
    // Clouds.
    of(30, Alphabet.TOKEN, "AIza");
    of(16, Alphabet.UPPER, "AKIA", "ASIA", "ABIA", "ACCA", "A3T");
    of(20, Alphabet.BASE64, "ABSK", "bedrock-api-key-");
    of(20, Alphabet.DOTTED, "ya29.");
    of(20, Alphabet.TOKEN, "GOCSPX-", "amzn.mws.");
    of(32, Alphabet.TOKEN, "dop_v1_", "doo_v1_", "dor_v1_");
    of(20, Alphabet.DOTTED, "hvs.", "hvb.", "hvr.");
    of(30, Alphabet.HEX, "dapi");
    // Channels and payments.
    of(40, Alphabet.PLAIN, "EAA");
    of(10, Alphabet.TOKEN, "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxo-", "xoxe-", "xoxe.");
    of(10, Alphabet.TOKEN, "xoxc-", "xoxd-", "xapp-");
    of(16, Alphabet.PLAIN, "sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_");
    of(20, Alphabet.TOKEN, "APP_USR-", "aact_", "shpat_", "shpss_", "shpca_", "shppa_");
    of(32, Alphabet.HEX, "SK", "key-");
    of(30, Alphabet.DOTTED, "SG.");
    of(40, Alphabet.TOKEN, "xkeysib-", "xsmtpsib-");
    of(16, Alphabet.TOKEN, "sq0atp-", "sq0csp-", "sq0idp-", "EZAK", "EZTK");
    // Code and its surroundings.
    of(20, Alphabet.TOKEN, "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_");
    of(16, Alphabet.DOTTED, "glpat-", "glptt-", "gldt-", "glrt-", "glcbt-", "glsoat-", "glft-");
    of(16, Alphabet.DOTTED, "gloas-", "glimt-", "glagent-", "glwt-");
    of(30, Alphabet.TOKEN, "npm_", "pypi-", "rubygems_", "dckr_pat_", "dckr_oat_", "oy2");
    of(16, Alphabet.TOKEN, "glc_", "glsa_", "sntrys_", "sntryu_", "figd_", "lin_api_", "ntn_");
    of(30, Alphabet.BASE64, "ATATT3", "ATCTT3", "ATBB", "eyJrIjoi");
    of(40, Alphabet.PLAIN, "secret_", "sess-");
    of(20, Alphabet.TOKEN, "PMAK-", "NRAK-", "CFPAT-", "sbp_", "sb_secret_", "pscale_tkn_");
    of(
        20,
        Alphabet.TOKEN,
        "pscale_pw_",
        "pat-na1-",
        "pat-eu1-",
        "ops_eyJ",
        "pul-",
        "AGE-SECRET-KEY-1");
    of(20, Alphabet.DOTTED, "dp.pt.", "dp.st.");
    // Farol's own neighbours in a telemetry stack.
    of(16, Alphabet.TOKEN, "pylf_v1_", "pylf_v2_", "ddapp_", "ddapi_");
  }

  private KeyShapes() {}

  private static void of(int atLeast, Alphabet alphabet, String... heads) {
    for (String head : heads) {
      ALL.add(new KeyShape(head, atLeast, alphabet, false));
    }
  }

  private static void mixed(int atLeast, Alphabet alphabet, String... heads) {
    for (String head : heads) {
      ALL.add(new KeyShape(head, atLeast, alphabet, true));
    }
  }
}
