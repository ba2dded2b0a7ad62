// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.ts";

type Schemas = components["schemas"];
export type Cause = Schemas["Cause"];
export type Costs = Schemas["Costs"];
export type Exchange = Schemas["Exchange"];
export type ExchangeWithMessages = Schemas["ExchangeWithMessages"];
export type ExchangeGroup = Schemas["ExchangeGroup"];
export type ExchangeGroups = Schemas["ExchangeGroups"];
export type ExchangeList = Schemas["ExchangeList"];
export type Amount = Schemas["Amount"];
export type Field = Schemas["Field"];
export type Flow = Schemas["Flow"];
export type FlowList = Schemas["FlowList"];
export type HealthState = Schemas["HealthState"];
export type Integration = Schemas["Integration"];
export type IntegrationList = Schemas["IntegrationList"];
export type LedgerCharge = Schemas["LedgerCharge"];
export type Live = Schemas["Live"];
export type LiveExchange = Schemas["LiveExchange"];
export type Notice = Schemas["Notice"];
export type Message = Schemas["Message"];
export type Overview = Schemas["Overview"];
export type Part = Schemas["Part"];
export type Problem = Schemas["Problem"];
export type Span = Schemas["Span"];
export type Status = Schemas["Status"];
export type TraceSpan = Schemas["TraceSpan"];
export type Tokens = Schemas["Tokens"];
export type TrafficSeries = Schemas["TrafficSeries"];
export type Turn = Schemas["Turn"];

export const api = createClient<paths>({ baseUrl: `${location.origin}/api/v1` });

/** An answer that is not the one asked for, with the server's own words about what is wrong and how to mend it. */
export class ProblemError extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(status: number, problem: Problem | undefined) {
    super(problem?.detail ?? `HTTP ${status}`);
    this.name = "ProblemError";
    this.status = status;
    this.problem = problem;
  }
}

/** The data of an answer, or a ProblemError. */
export async function answer<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await asked;
  if (data !== undefined) return data;
  throw new ProblemError(response.status, isProblem(error) ? error : undefined);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "title" in body && "errors" in body;
}
