public import Domain

/// A document that the program carries inside.
public struct DefaultDocument: Hashable, Sendable {
  /// The name of its file.
  public let name: String
  /// Its bytes, UTF-8.
  public let bytes: [UInt8]

  /// Its text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// The forms, programmes and policy that a new registry starts with.
///
/// They are read by the same readers as those that people write, and double as documentation.
public enum Defaults {
  /// The programmes, by name.
  public static let programmeDocuments = [
    DefaultDocument(name: "bcg-nmibc.yaml", bytes: PackageResources.bcg_nmibc_yaml),
    DefaultDocument(name: "cd20-ritux.yaml", bytes: PackageResources.cd20_ritux_yaml),
    DefaultDocument(name: "her2-targeted.yaml", bytes: PackageResources.her2_targeted_yaml),
    DefaultDocument(name: "ifn-alpha.yaml", bytes: PackageResources.ifn_alpha_yaml),
    DefaultDocument(name: "il2-hd.yaml", bytes: PackageResources.il2_hd_yaml),
    DefaultDocument(name: "neoantigen-driver.yaml", bytes: PackageResources.neoantigen_driver_yaml),
    DefaultDocument(name: "nk-resistance.yaml", bytes: PackageResources.nk_resistance_yaml),
    DefaultDocument(name: "prev-vaccine-fra.yaml", bytes: PackageResources.prev_vaccine_fra_yaml),
    DefaultDocument(name: "prev-vaccine-her2.yaml", bytes: PackageResources.prev_vaccine_her2_yaml),
  ]

  /// The consent forms, by name.
  public static let formDocuments = [
    DefaultDocument(
      name: "broad-tissue-donation-1.yaml",
      bytes: PackageResources.broad_tissue_donation_1_yaml)
  ]

  /// The export policy.
  public static let exportPolicyDocument = DefaultDocument(
    name: "export.yaml", bytes: PackageResources.export_yaml)

  /// The programmes, by id.
  /// - Returns: the programmes.
  /// - Throws: ``DocumentProblem``; a test holds that it never does.
  public static func programmes() throws(DocumentProblem) -> [ResearchProgramme] {
    var found: [ResearchProgramme] = []
    for document in programmeDocuments {
      found.append(try ProgrammeDocument.parse(yaml: document.bytes, file: document.name))
    }
    return found.sorted { $0.id < $1.id }
  }

  /// The consent forms, by id and version.
  /// - Returns: the forms.
  /// - Throws: ``DocumentProblem``; a test holds that it never does.
  public static func consentForms() throws(DocumentProblem) -> [ConsentForm] {
    var found: [ConsentForm] = []
    for document in formDocuments {
      found.append(try FormDocument.parse(yaml: document.bytes, file: document.name))
    }
    return found.sorted { $0.reference < $1.reference }
  }

  /// The export policy.
  /// - Returns: the policy.
  /// - Throws: ``DocumentProblem``; a test holds that it never does.
  public static func exportPolicy() throws(DocumentProblem) -> ExportPolicy {
    try ExportPolicyDocument.parse(
      yaml: exportPolicyDocument.bytes, file: exportPolicyDocument.name)
  }
}
