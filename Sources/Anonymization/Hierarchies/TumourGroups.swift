/// A classification's ranges of codes, each with its name.
struct CodeRanges: Sendable {
  let ranges: [(codes: ClosedRange<Int>, name: String)]
  let otherwise: String

  func name(of code: Int) -> String {
    ranges.first { $0.codes.contains(code) }?.name ?? otherwise
  }
}

/// The organ systems of ICD-O-3 topography, by two-digit site (WHO, ICD-O-3, topography list).
let organSystems = CodeRanges(
  ranges: [
    (0...14, "lip, oral cavity and pharynx"),
    (15...26, "digestive organs"),
    (30...39, "respiratory system and intrathoracic organs"),
    (40...41, "bones, joints and articular cartilage"),
    (42...42, "haematopoietic and reticuloendothelial systems"),
    (44...44, "skin"),
    (47...49, "nerves, peritoneum and soft tissues"),
    (50...50, "breast"),
    (51...58, "female genital organs"),
    (60...63, "male genital organs"),
    (64...68, "urinary tract"),
    (69...72, "eye, brain and central nervous system"),
    (73...75, "thyroid and other endocrine glands"),
    (77...77, "lymph nodes"),
  ],
  otherwise: "ill-defined or unknown site")

/// The groups of ICD-O-3 morphology, by three-digit histology (WHO, ICD-O-3, morphology list).
let histologyGroups = CodeRanges(
  ranges: [
    (801...804, "epithelial neoplasms, not specified"),
    (805...808, "squamous cell neoplasms"),
    (809...811, "basal cell neoplasms"),
    (812...813, "transitional cell neoplasms"),
    (814...838, "adenomas and adenocarcinomas"),
    (839...842, "adnexal and skin appendage neoplasms"),
    (843...843, "mucoepidermoid neoplasms"),
    (844...849, "cystic, mucinous and serous neoplasms"),
    (850...854, "ductal and lobular neoplasms"),
    (855...855, "acinar cell neoplasms"),
    (856...857, "complex epithelial neoplasms"),
    (858...858, "thymic epithelial neoplasms"),
    (859...867, "specialized gonadal neoplasms"),
    (868...871, "paragangliomas and glomus tumours"),
    (872...879, "naevi and melanomas"),
    (880...880, "soft tissue tumours, not specified"),
    (881...883, "fibromatous neoplasms"),
    (884...884, "myxomatous neoplasms"),
    (885...888, "lipomatous neoplasms"),
    (889...892, "myomatous neoplasms"),
    (893...899, "complex mixed and stromal neoplasms"),
    (900...903, "fibroepithelial neoplasms"),
    (904...904, "synovial-like neoplasms"),
    (905...905, "mesothelial neoplasms"),
    (906...909, "germ cell neoplasms"),
    (910...910, "trophoblastic neoplasms"),
    (911...911, "mesonephromas"),
    (912...916, "blood vessel tumours"),
    (917...917, "lymphatic vessel tumours"),
    (918...924, "osseous and chondromatous neoplasms"),
    (925...925, "giant cell tumours"),
    (926...926, "miscellaneous bone tumours"),
    (927...934, "odontogenic tumours"),
    (935...937, "miscellaneous tumours"),
    (938...948, "gliomas"),
    (949...952, "neuroepitheliomatous neoplasms"),
    (953...953, "meningiomas"),
    (954...957, "nerve sheath tumours"),
    (958...958, "granular cell tumours and alveolar soft part sarcomas"),
    (959...972, "lymphomas"),
    (973...973, "plasma cell tumours"),
    (974...974, "mast cell tumours"),
    (975...975, "neoplasms of histiocytes and accessory lymphoid cells"),
    (976...976, "immunoproliferative diseases"),
    (980...994, "leukaemias"),
    (995...996, "chronic myeloproliferative disorders"),
    (997...997, "other haematological disorders"),
    (998...999, "myelodysplastic syndromes"),
  ],
  otherwise: "neoplasms, not specified")
