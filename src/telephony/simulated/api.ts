import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { AppError } from "../../errors.ts";
import { contactViewSchema, type ContactView } from "../../contacts/schema.ts";
import { permit, type SignedIn } from "../../identity/route.ts";
import type { PlacedCall } from "./call.ts";

const placeCall = createRoute({
  method: "post",
  path: "/api/simulator/calls",
  ...permit("simulator.call"),
  summary: "Lets a simulated caller ring a line; simulated telephony only",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z
            .strictObject({
              line: z.string().openapi({ description: "Id or number of the line", example: "115" }),
              from: z
                .string()
                .regex(/^\+?\d{3,20}$/, "Erwartet werden Ziffern, auch mit + davor.")
                .nullable()
                .default(null)
                .openapi({ description: "Null: suppressed" }),
              patienceSeconds: z.number().min(1).max(3600).default(120),
              presses: z
                .strictObject({
                  key: z
                    .string()
                    .regex(/^[0-9*#]$/, "Erwartet wird eine Taste: 0 bis 9, * oder #."),
                  afterSeconds: z.number().min(0).max(3600).default(3),
                })
                .nullable()
                .default(null)
                .openapi({ description: "A key that the caller presses; 1 asks for a callback" }),
            })
            .openapi("SimulatedCall"),
        },
      },
    },
  },
  responses: {
    201: {
      description: "The contact that the call has become",
      content: { "application/json": { schema: contactViewSchema } },
    },
  },
});

export interface SimulatorParts {
  /** @returns the id of the call */
  placeCall(call: PlacedCall): string;
  lines(): readonly { id: string; number: string }[];
  /** The contact of a call, as soon as the centre has taken it in. */
  contactOf(callId: string): Promise<string | null>;
  showContact(contactId: string): Promise<ContactView>;
}

export function simulatorRoutes(parts: SimulatorParts) {
  return new OpenAPIHono<SignedIn>().openapi(placeCall, async (context) => {
    const { line, ...call } = context.req.valid("json");
    const found = parts.lines().find((each) => each.id === line || each.number === line);
    if (!found) throw new AppError(422, "unknown_line", "Diesen Anschluss gibt es nicht.");
    const callId = parts.placeCall({ dialled: found.number, ...call });
    const contactId = await parts.contactOf(callId);
    if (contactId === null) {
      throw new AppError(503, "call_not_taken", "Der Anruf wurde nicht angenommen.");
    }
    return context.json(await parts.showContact(contactId), 201);
  });
}
