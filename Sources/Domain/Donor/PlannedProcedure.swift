/// What is going to be done to a patient, as far as it can bring tissue.
public enum ProcedureKind: UInt8, CodedValue {
  /// A tumour or a part of it is taken out.
  case resection = 1
  /// A sample of a tumour is taken.
  case biopsy = 2
  /// Bone marrow is drawn.
  case marrowAspiration = 3
  /// Blood is drawn.
  case bloodDraw = 4
  /// Fluid is drawn from a body cavity.
  case puncture = 5
  /// Anything else.
  case other = 9

  /// `procedure`.
  public static var vocabulary: String { "procedure" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .resection: "resection"
    case .biopsy: "biopsy"
    case .marrowAspiration: "marrow_aspiration"
    case .bloodDraw: "blood_draw"
    case .puncture: "puncture"
    case .other: "other"
    }
  }

  /// Whether a kind of tissue can be taken on the occasion; blood always can.
  /// - Parameter tissue: the kind of tissue.
  /// - Returns: whether it can.
  public func canYield(_ tissue: TissueKind) -> Bool {
    switch tissue {
    case .blood, .urine, .saliva: true
    case .boneMarrow: self == .marrowAspiration
    case .ffpe, .frozen, .fresh, .viable: self == .resection || self == .biopsy
    }
  }
}

/// Whether a plan still stands, as a report says.
public enum PlanStatus: UInt8, CodedValue {
  /// It is going to be done.
  case planned = 1
  /// It is not going to be done, or not on that day.
  case cancelled = 2

  /// `plan status`.
  public static var vocabulary: String { "plan status" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .planned: "planned"
    case .cancelled: "cancelled"
    }
  }
}

/// A procedure that is planned for a day.
public struct PlannedProcedure: Hashable, Sendable {
  /// What is going to be done.
  public let kind: ProcedureKind
  /// The day it is planned for.
  public let plannedOn: CivilDay

  /// Describes a plan.
  /// - Parameters:
  ///   - kind: what is going to be done.
  ///   - plannedOn: the day it is planned for.
  public init(kind: ProcedureKind, plannedOn: CivilDay) {
    self.kind = kind
    self.plannedOn = plannedOn
  }

  /// Appends the canonical form of the plan.
  /// - Parameter writer: the message to append to.
  public func encode(into writer: inout CanonicalWriter) {
    writer.write(kind.rawValue)
    writer.write(plannedOn)
  }

  /// Reads what ``encode(into:)`` wrote.
  /// - Parameter reader: stands at the first byte of the plan.
  /// - Throws: ``CanonicalReadError``.
  public init(from reader: inout CanonicalReader) throws(CanonicalReadError) {
    self.init(kind: try reader.readCoded(ProcedureKind.self), plannedOn: try reader.readDay())
  }
}

extension [PlannedProcedure] {
  /// The plans after a later report: what it says of a kind of procedure replaces what was planned of
  /// that kind, because plans move.
  /// - Parameter later: the plans that the report names.
  /// - Returns: the plans that stand, by day.
  public func replanned(_ later: [PlannedProcedure]) -> [PlannedProcedure] {
    let kinds = Set(later.map(\.kind))
    return Set(filter { !kinds.contains($0.kind) } + later).sorted {
      ($0.plannedOn, $0.kind.rawValue) < ($1.plannedOn, $1.kind.rawValue)
    }
  }
}
