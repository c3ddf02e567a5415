internal import Domain

/// A coding with the place where it stands.
struct FHIRCoding: Hashable {
  let system: String
  let code: String
  let path: String
}

/// A reference: an identifier, or the type and id of a resource.
struct FHIRReference: Hashable {
  let system: String?
  let value: String?
  let reference: String?
  let path: String
}

/// What the data types of FHIR have in common to a reader that leaves nothing out.
enum FHIRElements {
  /// Notes every element that changes the meaning of what it stands in (FHIR R4, 2.4.2).
  static func findModifiers(
    in value: JSONValue, path: String, _ problems: inout [FieldProblem]
  ) {
    switch value {
    case .object(let members):
      for member in members {
        let name = "\(path).\(FieldProblem.excerpt(member.key))"
        if ["modifierExtension", "implicitRules"].contains(member.key) {
          problems.append(
            FieldProblem(
              field: name, problem: "it changes the meaning in a way that is not understood",
              fix: "send the resource without it, if it means the same without"))
        } else {
          findModifiers(in: member.value, path: name, &problems)
        }
      }
    case .array(let elements):
      for (place, element) in elements.enumerated() {
        findModifiers(in: element, path: "\(path)[\(place)]", &problems)
      }
    default: break
    }
  }

  /// The codings of a list of concepts, each with exactly one coding.
  static func codings(
    of concepts: [(value: JSONValue, path: String)], _ collector: inout FieldCollector
  ) -> [FHIRCoding] {
    concepts.compactMap { concept in
      let known = ["id", "extension", "coding", "text"]
      let object = JSONObjectReader(
        concept.value, path: concept.path, known: known, collector: &collector)
      let codings = object.elements("coding", &collector)
      guard codings.count == 1 else {
        collector.problems.append(
          FieldProblem(
            field: object.name("coding"), problem: "\(codings.count) codings instead of one",
            fix: "give each concept one coding"))
        return nil
      }
      return coding(codings[0].value, path: codings[0].path, &collector)
    }
  }

  /// One coding.
  static func coding(
    _ value: JSONValue, path: String, _ collector: inout FieldCollector
  ) -> FHIRCoding? {
    let known = ["id", "extension", "system", "version", "code", "display", "userSelected"]
    let object = JSONObjectReader(value, path: path, known: known, collector: &collector)
    guard let system = object.text("system", &collector),
      let code = object.text("code", &collector)
    else {
      collector.problems.append(
        FieldProblem(
          field: path, problem: "a coding without system or code", fix: "write both"))
      return nil
    }
    return FHIRCoding(system: system, code: code, path: object.name("code"))
  }

  /// A reference, literal or by identifier; what it displays is never looked at.
  static func reference(
    _ value: JSONValue, path: String, _ collector: inout FieldCollector
  ) -> FHIRReference {
    let object = JSONObjectReader(
      value, path: path, known: ["id", "extension", "reference", "type", "identifier", "display"],
      collector: &collector)
    var system: String?
    var number: String?
    if let identifier = object.value("identifier") {
      let known = ["id", "extension", "use", "type", "system", "value", "assigner"]
      let parts = JSONObjectReader(
        identifier, path: object.name("identifier"), known: known, collector: &collector)
      system = parts.text("system", &collector)
      number = parts.text("value", &collector)
    }
    return FHIRReference(
      system: system, value: number, reference: object.text("reference", &collector), path: path)
  }

  /// A list, or the only element where FHIR allows no more than one.
  static func list(
    _ object: JSONObjectReader, _ key: String, isOne: Bool, _ collector: inout FieldCollector
  ) -> [(value: JSONValue, path: String)] {
    guard isOne else { return object.elements(key, &collector) }
    return object.value(key).map { [($0, object.name(key))] } ?? []
  }
}

/// Days from a FHIR `Period`, both ends meant.
struct FHIRPeriod: Hashable {
  var first: CivilDay?
  var last: CivilDay?

  static let unlimited = FHIRPeriod()

  private init() {}

  init(first: CivilDay?, last: CivilDay?) {
    self.first = first
    self.last = last
  }

  /// Reads a period; nil with its problem noted.
  init?(_ value: JSONValue, path: String, _ collector: inout FieldCollector) {
    let object = JSONObjectReader(
      value, path: path, known: ["id", "extension", "start", "end"], collector: &collector)
    func end(_ key: String) -> FHIRDate?? {
      guard let text = object.text(key, &collector) else { return .some(nil) }
      if let date = FHIRDate(text) { return date }
      collector.problems.append(
        FieldProblem(
          field: object.name(key), problem: "'\(FieldProblem.excerpt(text))' is no day",
          fix: "write it as YYYY-MM-DD, from 1850 on"))
      return nil
    }
    guard let start = end("start"), let stop = end("end") else { return nil }
    first = start?.day
    last = stop?.lastWholeDay
    if start == nil, stop == nil {
      collector.problems.append(
        FieldProblem(
          field: path, problem: "a period without start and end", fix: "write its days"))
      return nil
    }
    if let start, let stop, stop.day < start.day {
      collector.problems.append(
        FieldProblem(field: path, problem: "it ends before it starts", fix: "correct its days"))
      return nil
    }
  }

  /// The days of both.
  func clipped(to other: FHIRPeriod) -> FHIRPeriod {
    func latest(_ a: CivilDay?, _ b: CivilDay?) -> CivilDay? { a.map { max($0, b ?? $0) } ?? b }
    func earliest(_ a: CivilDay?, _ b: CivilDay?) -> CivilDay? { a.map { min($0, b ?? $0) } ?? b }
    return FHIRPeriod(first: latest(first, other.first), last: earliest(last, other.last))
  }
}
