<?php
// Installs WordPress if it is not yet, and publishes the posts that come on stdin as JSON, each as its user; answers with what is stored.
// A user who may not write any HTML has their code cleaned, as when they press "publish".
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = 'localhost';
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
if (!is_blog_installed()) {
    wp_install('Newsroom', 'admin', 'admin@news.example', true, '', 'secret');
    wp_insert_user(['user_login' => 'author', 'user_pass' => 'secret', 'user_email' => 'author@news.example', 'role' => 'author']);
}
wp_cache_flush();
$out = [];
foreach (json_decode(stream_get_contents(STDIN), true) as $post) {
    wp_set_current_user(get_user_by('login', $post['user'])->ID);
    kses_remove_filters();
    if (!current_user_can('unfiltered_html')) kses_init_filters();
    $id = wp_insert_post(wp_slash(['post_title' => $post['name'], 'post_content' => $post['content'], 'post_status' => 'publish', 'post_author' => get_current_user_id()]), true);
    if (is_wp_error($id)) { fwrite(STDERR, $id->get_error_message()); exit(1); }
    $out[] = ['name' => $post['name'], 'url' => WP_HOME . '/?p=' . $id, 'content' => get_post($id)->post_content];
}
echo json_encode($out);
