// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { randomBytes } from "node:crypto";
import { expect, findings, open, type Page, test } from "./page.ts";

function text(key: string, value: string): object {
  return { key, value: { stringValue: value } };
}

function whole(key: string, value: number): object {
  return { key, value: { intValue: String(value) } };
}

/** A call of a model that nobody has a price for, which asks for one tool five times. */
async function send(page: Page): Promise<void> {
  const now = BigInt(Date.now()) * 1_000_000n;
  const asked = [0, 1, 2, 3].map((n) => ({ role: "assistant", parts: [{ type: "tool_call", id: `call_${n}`, name: "buscar_boletos", arguments: "{}" }] }));
  const answered = [{ role: "assistant", parts: [{ type: "tool_call", id: "call_4", name: "buscar_boletos", arguments: "{}" }], finish_reason: "tool_calls" }];
  const sent = await page.request.post("/v1/traces", {
    data: {
      resourceSpans: [{
        resource: { attributes: [text("service.name", "girador")] },
        scopeSpans: [{
          spans: [{
            traceId: randomBytes(16).toString("hex"), spanId: randomBytes(8).toString("hex"), name: "chat gpt-4.1", kind: 3, startTimeUnixNano: `${now - 900_000_000n}`, endTimeUnixNano: `${now}`,
            attributes: [
              text("gen_ai.operation.name", "chat"), text("gen_ai.provider.name", "azure.ai.openai"), text("gen_ai.request.model", "gpt-4.1"), text("gen_ai.response.model", "gpt-7-nunca-visto"),
              whole("gen_ai.usage.input_tokens", 1200), whole("gen_ai.usage.output_tokens", 80), text("gen_ai.input.messages", JSON.stringify(asked)), text("gen_ai.output.messages", JSON.stringify(answered)),
            ],
          }],
        }],
      }],
    },
  });
  expect(sent.status(), await sent.text()).toBe(200);
}

for (const [width, height] of [[1440, 900], [390, 844]] as const) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height } });

    test("tells a tool loop and a model without a price, and leads to the exchange", async ({ page, complaints }) => {
      await send(page);
      await open(page);
      const loop = page.locator("[data-notice='tool_loop']").filter({ hasText: "girador" });
      await expect(loop).toContainText("girador anda em círculos: o modelo pede buscar_boletos de novo e de novo");
      await expect(loop).toContainText("até 5 vezes com os mesmos argumentos numa só troca com Azure OpenAI gpt-4.1");
      const unpriced = page.locator("[data-notice='unpriced_model']").filter({ hasText: "gpt-7-nunca-visto" });
      await expect(unpriced).toContainText("Azure OpenAI gpt-4.1 responde com um modelo sem preço: gpt-7-nunca-visto");
      await expect(unpriced).toContainText("a tabela de preços azure-openai não tem o modelo gpt-7-nunca-visto");
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await findings(page)).toEqual([]);

      await loop.getByRole("button").click();
      const panel = page.getByRole("complementary");
      await expect(panel.locator("[data-exchange]")).toContainText("gpt-7-nunca-visto", { timeout: 30_000 });
      // A call that came just now is asked for before the store has it; the page asks again, the browser complains.
      expect(complaints.filter((complaint) => !/404.*\/api\/v1\/exchanges\//.test(complaint))).toEqual([]);
    });
  });
}
