// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The table of [Platforms]: more particular rules first.
final class PlatformRules {

  private final List<Platforms.Rule> rules = new ArrayList<>();

  private PlatformRules() {}

  static List<Platforms.Rule> all() {
    PlatformRules table = new PlatformRules();
    table.azure();
    table.models();
    table.brazil();
    table.channels();
    table.clouds();
    table.pathsAlone();
    return List.copyOf(table.rules);
  }

  /// The last two labels of each host a pattern can match; every host pattern here ends in fixed
  /// labels, or in one group of them.
  static List<String> suffixes(String hostPattern) {
    int open = hostPattern.lastIndexOf('(');
    if (open >= 0 && hostPattern.endsWith(")")) {
      List<String> suffixes = new ArrayList<>();
      String before = hostPattern.substring(0, open);
      for (String each :
          hostPattern
              .substring(open + 1, hostPattern.length() - 1)
              .replace("?:", "")
              .split("\\|")) {
        suffixes.add(Platforms.suffix(before + each));
      }
      return suffixes;
    }
    return List.of(Platforms.suffix(hostPattern));
  }

  private void azure() {
    String deployment = "/openai/deployments/([^/]+)/";
    for (String host :
        List.of(
            "[^.]+\\.openai\\.azure\\.(?:com|us)",
            "[^.]+\\.services\\.ai\\.azure\\.com",
            "[^.]+\\.cognitiveservices\\.azure\\.com",
            "[^.]+\\.api\\.cognitive\\.microsoft\\.com")) {
      model(host, deployment, "azure-openai", "azure.ai.openai", "$1");
    }
    model("[^.]+\\.openai\\.azure\\.(?:com|us)", null, "azure-openai", "azure.ai.openai", null);
    for (String host :
        List.of(
            "[^.]+\\.services\\.ai\\.azure\\.com",
            "[^.]+\\.cognitiveservices\\.azure\\.com",
            "[^.]+\\.api\\.cognitive\\.microsoft\\.com")) {
      model(host, "/openai/", "azure-openai", "azure.ai.openai", null);
    }
    model(
        "[^.]+\\.services\\.ai\\.azure\\.com", "/anthropic/", "azure-anthropic", "anthropic", null);
    model("[^.]+\\.services\\.ai\\.azure\\.com", null, "azure-ai", "azure.ai.inference", null);
    model("(?:.+\\.)?models\\.ai\\.azure\\.com", null, "azure-ai", "azure.ai.inference", null);
    model("(?:.+\\.)?inference\\.ml\\.azure\\.com", null, "azure-ai", "azure.ai.inference", null);
    model(
        "models\\.inference\\.ai\\.azure\\.com", null, "github-models", "azure.ai.inference", null);
    model("models\\.github\\.ai", null, "github-models", "azure.ai.inference", null);
    for (String host :
        List.of(
            "[^.]+\\.cognitiveservices\\.azure\\.com",
            "[^.]+\\.api\\.cognitive\\.microsoft\\.com")) {
      other(host, "/documentintelligence/|/formrecognizer/", "azure-document-intelligence", null);
      other(host, "/(?:speech|speechtotext|tts|stt)", "azure-speech", null);
      other(host, "/contentsafety/", "azure-content-safety", null);
      other(host, null, "azure-cognitive-services", null);
    }
    other("[^.]+\\.search\\.windows\\.net", "/indexes/([^/]+)", "azure-search", "$1");
    other("[^.]+\\.search\\.windows\\.net", null, "azure-search", null);
    other(
        "[^.]+\\.(blob|dfs|queue|table|file)\\.core\\.windows\\.net", null, "azure-storage", "#1");
    other("[^.]+\\.servicebus\\.windows\\.net", null, "azure-servicebus", null);
    other("[^.]+\\.(stt|tts)\\.speech\\.microsoft\\.com", null, "azure-speech", "#1");
    other("api\\.cognitive\\.microsofttranslator\\.com", null, "azure-translator", null);
    other("[^.]+\\.vault\\.azure\\.net", null, "azure-keyvault", null);
    other("(?:.+\\.)?applicationinsights\\.azure\\.com", null, "azure-monitor", null);
    other("(?:.+\\.)?monitor\\.azure\\.com", null, "azure-monitor", null);
    other("(?:.+\\.)?opinsights\\.azure\\.com", null, "azure-monitor", null);
    other("[^.]+\\.documents\\.azure\\.com", null, "azure-cosmosdb", null);
    other("login\\.microsoftonline\\.com", null, "entra", "token");
    other("management\\.azure\\.com", null, "azure-resource-manager", null);
    other("graph\\.microsoft\\.com", null, "microsoft-graph", null);
  }

  private void models() {
    model("(?:(?:eu|us)\\.)?api\\.openai\\.com", null, "openai", "openai", null);
    model("api\\.anthropic\\.com", null, "anthropic", "anthropic", null);
    model(
        "generativelanguage\\.googleapis\\.com",
        "/v[^/]+/models/([^/:]+)",
        "gemini",
        "gcp.gemini",
        "$1");
    model("generativelanguage\\.googleapis\\.com", null, "gemini", "gcp.gemini", null);
    model(
        "(?:[a-z0-9-]+-)?aiplatform\\.googleapis\\.com",
        "/v[^/]+/projects/[^/]+/locations/[^/]+/publishers/[^/]+/models/([^/:]+)",
        "vertex-ai",
        "gcp.vertex_ai",
        "$1");
    model(
        "(?:[a-z0-9-]+-)?aiplatform\\.googleapis\\.com", null, "vertex-ai", "gcp.vertex_ai", null);
    String bedrock = "bedrock-(?:runtime|agent-runtime|mantle)(?:-fips)?\\.[a-z0-9-]+\\.";
    model(bedrock + "amazonaws\\.com", "/model/([^/]+)/", "aws-bedrock", "aws.bedrock", "$1");
    model(bedrock + "amazonaws\\.com", null, "aws-bedrock", "aws.bedrock", null);
    model(bedrock + "api\\.aws", null, "aws-bedrock", "aws.bedrock", null);
    model("api\\.mistral\\.ai", null, "mistral", "mistral_ai", null);
    model("api\\.cohere\\.(?:com|ai)", null, "cohere", "cohere", null);
    model("api\\.groq\\.com", null, "groq", "groq", null);
    model("api\\.deepseek\\.com", null, "deepseek", "deepseek", null);
    model("(?:[a-z0-9-]+\\.)?api\\.x\\.ai", null, "xai", "x_ai", null);
    model("api\\.perplexity\\.ai", null, "perplexity", "perplexity", null);
    model("api\\.together\\.(?:xyz|ai)", null, "together", "together_ai", null);
    model("api\\.fireworks\\.ai", null, "fireworks", "fireworks", null);
    model("api\\.moonshot\\.(?:ai|cn)", null, "moonshot", "moonshot_ai", null);
    model("api\\.cerebras\\.ai", null, "cerebras", "cerebras", null);
    model("openrouter\\.ai", null, "openrouter", "openrouter", null);
    model("api\\.replicate\\.com", null, "replicate", "replicate", null);
    model("(?:api-inference|router)\\.huggingface\\.co", null, "huggingface", "hugging_face", null);
    model("[^.]+\\.ml\\.cloud\\.ibm\\.com", null, "watsonx", "ibm.watsonx.ai", null);
    model("api\\.voyageai\\.com", null, "voyage", "voyage_ai", null);
    model("api\\.jina\\.ai", null, "jina", "jina", null);
    model("dashscope[a-z0-9-]*\\.aliyuncs\\.com", null, "dashscope", "dashscope", null);
    model("open\\.bigmodel\\.cn", null, "zhipu", "zhipu", null);
    model("api\\.z\\.ai", null, "zai", "zai", null);
    model("ai-gateway\\.vercel\\.sh", null, "vercel-ai-gateway", "vercel", null);
    model("gateway\\.ai\\.cloudflare\\.com", null, "cloudflare-ai-gateway", "cloudflare", null);
  }

  private void brazil() {
    String product = "/([a-z]+(?:-[a-z]+)*?)(?:-df)?(-trial)?(?:/|$)";
    other("gateway\\.apiserpro\\.serpro\\.gov\\.br", product, "serpro", "$1$2");
    other("apigateway\\.serpro\\.gov\\.br", product, "serpro", "$1$2");
    other("autenticacao\\.sapi\\.serpro\\.gov\\.br", null, "serpro", "authenticate");
    other("apigateway\\.conectagov\\.estaleiro\\.serpro\\.gov\\.br", null, "conecta-govbr", null);
    other("(?:.+\\.)?serpro\\.gov\\.br", null, "serpro", null);
    other("(?:.+\\.)?acesso\\.gov\\.br", null, "govbr-login", null);
    other("viacep\\.com\\.br", null, "viacep", null);
    other("brasilapi\\.com\\.br", "/api/([a-z]+)/", "brasilapi", "$1");
    other("brasilapi\\.com\\.br", null, "brasilapi", null);
    other("(?:olinda|api)\\.bcb\\.gov\\.br", null, "bcb", null);
    other("servicodados\\.ibge\\.gov\\.br", null, "ibge", null);
    other("api\\.correios\\.com\\.br", "/([a-z]+)/", "correios", "$1");
    other("api\\.correios\\.com\\.br", null, "correios", null);
  }

  private void channels() {
    String graph = "graph\\.facebook\\.com";
    other(
        graph,
        "/v\\d+\\.\\d+/[^/]+/(messages|marketing_messages|media|calls|register|message_templates"
            + "|subscribed_apps|phone_numbers)$",
        "whatsapp",
        "$1");
    other(graph, "/v\\d+\\.\\d+/\\d+$", "whatsapp", "graph");
    other(graph, null, "meta-graph", null);
    other("lookaside\\.fbsbx\\.com", null, "whatsapp", "media");
    other("api\\.telegram\\.org", "/(?:file/)?bot[^/]+/([A-Za-z]+)", "telegram", "$1");
    other("api\\.telegram\\.org", null, "telegram", null);
    other("api\\.twilio\\.com", "/.*/([A-Z][A-Za-z]+)(?:\\.json)?$", "twilio", "$1");
    other("(?:[a-z0-9-]+\\.)?twilio\\.com", null, "twilio", null);
    other("hooks\\.slack\\.com", null, "slack", "webhook");
    other("(?:[a-z0-9-]+\\.)?slack\\.com", "/api/([A-Za-z.]+)$", "slack", "$1");
    other("smba\\.trafficmanager\\.net", null, "teams", null);
  }

  private void clouds() {
    other("(?:.+\\.)?s3[a-z0-9.-]*\\.amazonaws\\.com", null, "aws", "s3");
    other("([a-z0-9-]+)\\.[a-z0-9-]+\\.amazonaws\\.com", null, "aws", "#1");
    other("([a-z0-9-]+)\\.amazonaws\\.com", null, "aws", "#1");
    other("([a-z0-9-]+)\\.googleapis\\.com", null, "google-cloud", "#1");
  }

  /// Paths that nobody else has: a gateway of one's own in front of the platform.
  private void pathsAlone() {
    model(null, "/(?:[^/]+/)*openai/deployments/([^/]+)/", "azure-openai", "azure.ai.openai", "$1");
    other(null, "/v\\d+\\.\\d+/\\d{6,}/(messages|marketing_messages)$", "whatsapp", "$1");
    other(null, "/(consulta-(?:cpf|cnpj))-df(-trial)?/v\\d", "serpro", "$1$2");
  }

  private void model(
      @Nullable String host,
      @Nullable String path,
      String platform,
      String provider,
      @Nullable String integration) {
    add(host, path, platform, provider, integration);
  }

  private void other(
      @Nullable String host, @Nullable String path, String platform, @Nullable String integration) {
    add(host, path, platform, null, integration);
  }

  private void add(
      @Nullable String host,
      @Nullable String path,
      String platform,
      @Nullable String provider,
      @Nullable String integration) {
    rules.add(
        new Platforms.Rule(
            host == null ? null : Pattern.compile(host),
            path == null ? null : Pattern.compile(path),
            platform,
            provider,
            integration));
  }
}
