internal import Domain

/// What is planned to be done, and what is not going to be done after all.
extension FHIRDonor {
  mutating func readPlans() {
    for type in FHIRPlan.types {
      for (_, entry) in scope.entries(of: type, about: patient) {
        guard let plan = FHIRPlan(entry.resource) else { continue }
        checkModifiers(entry)
        if plan.isOnHold {
          warn(
            entry.path + ".status", "on hold, and what was planned stands as it was",
            "send it again when it is planned or given up; 'tissuectl donor replan' moves it")
          continue
        }
        let (name, value) = plan.day
        let field = "\(entry.path).\(name)"
        if let plannedOn = day(value, field: field) {
          draft.take(PlannedProcedure(kind: plan.kind, plannedOn: plannedOn), plan.status)
        } else if value == nil {
          warn(
            field,
            plan.status == .cancelled
              ? "given up without its day, so that it cannot be told which plan is meant"
              : "planned without a day, and left out",
            "send the day that it is, or was, planned for")
        }
      }
    }
  }
}

/// A ServiceRequest or a Procedure of R4 that brings tissue and is not done yet.
struct FHIRPlan {
  static let types = ["ServiceRequest", "Procedure"]

  let kind: ProcedureKind
  let status: PlanStatus
  /// Whether it stands still, neither going to be done nor given up.
  let isOnHold: Bool
  /// Where the day stands that it is planned for; a period counts by its start.
  let day: (name: String, value: JSONValue?)

  /// Nil for what is done already, for what is not ordered yet, and for what brings no tissue.
  init?(_ resource: JSONValue) {
    guard let kind = Self.kind(resource) else { return nil }
    self.kind = kind
    let status = resource["status"]?.text
    isOnHold = status == "on-hold"
    switch (resource["resourceType"]?.text, status) {
    case (_, "entered-in-error"), ("ServiceRequest", "revoked"), ("Procedure", "not-done"):
      self.status = .cancelled
    case ("ServiceRequest", "active"):
      self.status = resource["doNotPerform"]?.truth == true ? .cancelled : .planned
    case ("Procedure", "preparation"), (_, "on-hold"): self.status = .planned
    default: return nil
    }
    let name = resource["resourceType"]?.text == "Procedure" ? "performed" : "occurrence"
    if let start = resource[name + "Period"]?["start"] {
      day = (name + "Period.start", start)
    } else {
      day = (name + "DateTime", resource[name + "DateTime"])
    }
  }

  /// By SNOMED CT, by the registry's own names, or by the profile of mCODE for operations.
  private static func kind(_ resource: JSONValue) -> ProcedureKind? {
    for word in FHIRIntakeCodes.words(of: resource["code"]) {
      switch word {
      case "86273004": return .biopsy
      case "65801008", "392021009", "69031006": return .resection
      case "82078001": return .bloodDraw
      default:
        if let kind = ProcedureKind(name: word), kind != .other { return kind }
      }
    }
    let isOperation = (resource["meta"]?["profile"]?.elements ?? []).contains {
      $0.text?.contains("mcode-cancer-related-surgical-procedure") == true
    }
    return isOperation ? .resection : nil
  }
}
