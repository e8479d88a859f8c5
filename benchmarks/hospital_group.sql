-- A hospital group of any size by set SQL. Parameters: size, hospital (patients in one), department (patients in one), today.
-- Phases are spread evenly: one patient in 28 is due on any day, every 53rd patient's last dose was missed and is overdue.
INSERT INTO accounts_hospital (id, created_at, name, short_name, level, city_tier, is_active)
SELECT md5('hospital' || h)::uuid, now(), 'Hospital ' || h, 'H' || h, 'TERTIARY_GENERAL', 'TIER_1_2', true
FROM generate_series(0, (%(size)s - 1) / %(hospital)s) AS h;
INSERT INTO accounts_department (id, created_at, hospital_id, name, discipline, nurse_mailbox, is_active)
SELECT md5('department' || d)::uuid, now(), md5('hospital' || d * %(department)s / %(hospital)s)::uuid,
       'Department ' || d, 'MED_ONC', '', true
FROM generate_series(0, (%(size)s - 1) / %(department)s) AS d;
INSERT INTO accounts_user (id, password, is_superuser, username, email, is_staff, is_active, date_joined, name, role,
       hospital_id, department_id, discipline, rank, language, wants_email, has_shortcuts, dark_projector, must_change_password)
SELECT md5(role || d)::uuid, '!', false, lower(role) || d, '', false, true, now(), role || ' ' || d, role,
       md5('hospital' || d * %(department)s / %(hospital)s)::uuid, md5('department' || d)::uuid,
       'MED_ONC', 'OTHER', 'zh-hans', true, true, false, false
FROM generate_series(0, (%(size)s - 1) / %(department)s) AS d, unnest(ARRAY['NURSE', 'ONCOLOGIST']) AS role;
INSERT INTO bonetherapy_drugprotocol (id, created_at, hospital_id, agent, version, dose_mg, route, interval_days,
       reminder_lead_days, lab_valid_days, dental_valid_days, dental_recall_months, effective_from,
       approved_by_name, approved_on, note)
SELECT md5('protocol' || h)::uuid, now(), md5('hospital' || h)::uuid, 'DENOSUMAB', 1, 120, 'SC', 28, 3, 14, 90, 6,
       '2020-01-01', 'Benchmark', '2020-01-01', ''
FROM generate_series(0, (%(size)s - 1) / %(hospital)s) AS h;
INSERT INTO patients_patient (id, created_at, hospital_id, department_id, bed, hospital_number, name, name_pinyin,
       name_initials, sex, birth_date, national_id, national_id_index, responsible_doctor_id, is_demo, void_reason)
SELECT md5('patient' || p)::uuid, now(), md5('hospital' || p / %(hospital)s)::uuid,
       md5('department' || p / %(department)s)::uuid, (p %% 40)::text, 'B' || lpad(p::text, 8, '0'),
       chr(19968 + p %% 6000) || chr(19968 + p %% 5000), 'pin' || p, 'p' || p, CASE p %% 2 WHEN 0 THEN 'F' ELSE 'M' END,
       date '1950-01-01' + (p %% 12000)::int, '', '', md5('ONCOLOGIST' || p / %(department)s)::uuid, false, ''
FROM generate_series(0, %(size)s - 1) AS p;
INSERT INTO patients_bonemetastasis (id, created_at, patient_id, status, confirmed_on, basis, basis_text, sites,
       decided_by_id, is_imported)
SELECT md5('metastasis' || p)::uuid, now(), md5('patient' || p)::uuid, 'CONFIRMED', %(today)s::date - 200, 'BIOPSY', '',
       '', md5('ONCOLOGIST' || p / %(department)s)::uuid, false
FROM generate_series(0, %(size)s - 1) AS p;
INSERT INTO patients_labresult (id, created_at, patient_id, analyte, value, unit, ref_low, ref_high, sampled_on,
       recorded_by_id, void_reason, is_imported)
SELECT md5(analyte || p)::uuid, now(), md5('patient' || p)::uuid, analyte, value, unit, low, high,
       %(today)s::date - (p %% 17)::int, md5('NURSE' || p / %(department)s)::uuid, '', false
FROM generate_series(0, %(size)s - 1) AS p,
     (VALUES ('calcium', 2.30, 'mmol/L', 2.11, 2.52), ('albumin', 40, 'g/L', 35, 55)) AS l(analyte, value, unit, low, high);
INSERT INTO bonetherapy_dentalrecord (id, created_at, patient_id, item, "on", is_done, outcome, dentist_name, note,
       recorded_by_id, cancel_reason, is_imported, void_reason)
SELECT md5('tooth' || p)::uuid, now(), md5('patient' || p)::uuid, 'ORAL_EXAM', %(today)s::date - 60, true, 'NORMAL', '', '',
       md5('NURSE' || p / %(department)s)::uuid, '', false, ''
FROM generate_series(0, %(size)s - 1) AS p;
INSERT INTO bonetherapy_course (id, created_at, patient_id, agent, protocol_id, state, dose_mg, route, interval_days,
       off_standard, first_due_on, prescribed_by_id, start_inputs, hold_reason, stop_reason, is_imported)
SELECT md5('course' || p)::uuid, now(), md5('patient' || p)::uuid, 'DENOSUMAB', md5('protocol' || p / %(hospital)s)::uuid,
       'ACTIVE', 120, 'SC', 28, false, %(today)s::date + (p %% 28)::int - 56, md5('ONCOLOGIST' || p / %(department)s)::uuid,
       '{}', '', '', false
FROM generate_series(0, %(size)s - 1) AS p;
INSERT INTO bonetherapy_dose (id, created_at, course_id, patient_id, department_id, number, due_on, state,
       interruption_reason, reason_text, given_at, given_on, given_by_id, recorded_at, dose_mg, route, site, batch, checks,
       readiness, blocked_by, is_imported)
SELECT md5('dose' || p || '/' || n)::uuid, now(), md5('course' || p)::uuid, md5('patient' || p)::uuid,
       md5('department' || p / %(department)s)::uuid, n, due, CASE WHEN given THEN 'GIVEN' ELSE 'PLANNED' END, '', '',
       CASE WHEN given THEN due + time '10:00' END, CASE WHEN given THEN due END,
       CASE WHEN given THEN md5('NURSE' || p / %(department)s)::uuid END, CASE WHEN given THEN due + time '10:01' END,
       CASE WHEN given THEN 120 END, CASE WHEN given THEN 'SC' ELSE '' END, '', '', '[]', '[]', '{}', false
FROM (SELECT p, n, due, due < %(today)s::date AND NOT (n = 2 AND p %% 53 = 0) AS given
      FROM generate_series(0, %(size)s - 1) AS p, generate_series(1, 6) AS n,
           LATERAL (SELECT %(today)s::date + (p %% 28)::int + 28 * (n - 3) AS due) AS d) AS rows;
