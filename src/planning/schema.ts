import { z } from "@hono/zod-openapi";

export const staffingQuerySchema = z.object({
  line: z.string(),
  /** Weeks of the past that the arrivals are taken from. */
  weeks: z.coerce.number().int().min(1).max(52).default(8),
  handlingSeconds: z.coerce.number().min(10).max(3600).optional(),
  goal: z.coerce.number().min(0.5).max(0.99).default(0.75),
  availability: z.coerce.number().min(0.3).max(1).default(0.7),
});

export const staffingReplySchema = z
  .object({
    lineId: z.string(),
    handlingSeconds: z.number(),
    /** Where the handling time comes from. */
    handlingSource: z.enum(["given", "measured", "assumed"]),
    hours: z.array(
      z.object({
        /** 1 = Monday … 7 = Sunday */
        weekday: z.number().int(),
        hour: z.number().int(),
        callsPerHour: z.number(),
        agents: z.number().int(),
        rostered: z.number().int(),
        serviceLevel: z.number(),
        meanWaitSeconds: z.number(),
        occupancy: z.number(),
      }),
    ),
  })
  .openapi("Staffing");
