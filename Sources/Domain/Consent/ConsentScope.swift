/// One thing that a donor can permit, refuse or not be asked.
///
/// The raw values are the places of the scopes in ``ScopeSet`` and ``PackedStates`` and are stored:
/// they are never reused and never renumbered.
public enum ConsentScope: UInt8, CodedValue {
  /// Using tissue that is left over after diagnosis and treatment.
  case tissueSurplus = 0
  /// Taking more tissue than treatment needs.
  case tissueExtraSampling = 1
  /// Taking blood for research.
  case bloodSample = 2
  /// Using clinical data.
  case clinicalData = 3
  /// Linking with records kept elsewhere.
  case dataLinkage = 4
  /// Sequencing of the tumour.
  case somaticGenomics = 5
  /// Sequencing of what is inherited.
  case germlineGenomics = 6
  /// Deriving cell lines and organoids.
  case cellLineDerivation = 7
  /// Growing the tumour in animals.
  case xenograft = 8
  /// Other work with animals.
  case animalWork = 9
  /// Use by or for industry.
  case commercialUse = 10
  /// Transfer to other countries.
  case internationalTransfer = 11
  /// Being contacted for further studies.
  case recontactStudies = 12
  /// Being contacted for further samples.
  case recontactSamples = 13
  /// Being told findings that matter to health.
  case returnOfFindings = 14
  /// Use after the donor's death.
  case useAfterDeath = 15

  /// `scope`.
  public static var vocabulary: String { "scope" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .tissueSurplus: "tissue_surplus"
    case .tissueExtraSampling: "tissue_extra_sampling"
    case .bloodSample: "blood_sample"
    case .clinicalData: "clinical_data"
    case .dataLinkage: "data_linkage"
    case .somaticGenomics: "somatic_genomics"
    case .germlineGenomics: "germline_genomics"
    case .cellLineDerivation: "cell_line_derivation"
    case .xenograft: "xenograft"
    case .animalWork: "animal_work"
    case .commercialUse: "commercial_use"
    case .internationalTransfer: "international_transfer"
    case .recontactStudies: "recontact_studies"
    case .recontactSamples: "recontact_samples"
    case .returnOfFindings: "return_of_findings"
    case .useAfterDeath: "use_after_death"
    }
  }
}
